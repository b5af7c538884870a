/** Zips are read by their directory: stored entries piece by piece, packed ones within the size that they say. */
import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { bytesSource } from '$src/files/source';
import { filesInZip } from '$src/files/zip';

/** An archive as APPNOTE.TXT has it, without checksums, which readers here do not need. */
function zip(
	entries: readonly { name: string; data: Uint8Array; packed: boolean; says?: number }[]
): Uint8Array {
	const [locals, directory]: [Buffer[], Buffer[]] = [[], []];
	let at = 0;
	for (const { name, data, packed, says = data.length } of entries) {
		const [path, body] = [Buffer.from(name), packed ? deflateRawSync(data) : Buffer.from(data)];
		const fields = Buffer.alloc(26);
		fields.writeUInt16LE(packed ? 8 : 0, 4);
		fields.writeUInt32LE(body.length, 14);
		fields.writeUInt32LE(says, 18);
		fields.writeUInt16LE(path.length, 22);
		locals.push(Buffer.from('PK\x03\x04'), fields, path, body);
		const rest = Buffer.alloc(14);
		rest.writeUInt32LE(at, 10);
		directory.push(Buffer.from('PK\x01\x02'), Buffer.alloc(2), fields, rest, path);
		at += 30 + path.length + body.length;
	}
	const end = Buffer.alloc(18);
	end.writeUInt16LE(entries.length, 6);
	end.writeUInt32LE(Buffer.concat(directory).length, 8);
	end.writeUInt32LE(at, 12);
	return Uint8Array.from(Buffer.concat([...locals, ...directory, Buffer.from('PK\x05\x06'), end]));
}

const data = Uint8Array.from({ length: 5000 }, (_, i) => i % 7);

test.each([true, false])('an entry is read from anywhere in it (packed: %s)', async (packed) => {
	const files = await filesInZip(bytesSource(zip([{ name: 'a/b.bin', data, packed }]), 'a.zip'));
	const entry = files.get('a/b.bin');
	expect(entry?.size).toBe(5000);
	expect(await entry?.read(10, 20)).toEqual(data.slice(10, 20));
	expect(await entry?.read(4990, 6000)).toEqual(data.slice(4990));
});

test('what unpacks to more than it says, and what is cut off, is refused', async () => {
	const small = await filesInZip(bytesSource(zip([{ name: 'b', data, packed: true, says: 100 }]), 'a.zip'));
	await expect(small.get('b')?.read(0, 10)).rejects.toThrow(/does not unpack to the 100 bytes/);
	const whole = zip([{ name: 'b', data, packed: false }]);
	await expect(filesInZip(bytesSource(whole.slice(0, 200), 'a.zip'))).rejects.toThrow(/no end record/);
});
