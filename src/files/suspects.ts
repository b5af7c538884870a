/** Things that are found under the name of a safetensors file, by how they begin: each is said by its own name. */
import { fail, type NoteKind } from './notes';

const ascii = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(0, 64));

const isPickle = (head: string): boolean => {
	const protocol = head.charCodeAt(1);
	return (
		head.charCodeAt(0) === 0x80 && protocol >= 2 && protocol <= 5 && '\x8a\x95}](Xc'.includes(head[2] ?? ' ')
	);
};

const suspects: readonly (readonly [looks: (head: string) => boolean, kind: NoteKind])[] = [
	[(head) => head.startsWith('version https://git-lfs'), 'lfs-pointer'],
	[(head) => /^\s*<(!doctype|html|\?xml|head|body)/i.test(head), 'html'],
	[(head) => /^\s*[{[]\s*["{}\]]/.test(head), 'json'],
	[(head) => head.startsWith('PK\x03\x04'), 'torch-zip'],
	// A pickle's protocol, then one of its opcodes: no header is so long.
	[(head) => isPickle(head), 'pickle'],
	[(head) => head.startsWith('GGUF'), 'gguf']
];

/** @param head the first bytes @throws FileError where the file is something else, known by its beginning */
export function refuseOtherKinds(file: string, head: Uint8Array): void {
	const text = ascii(head);
	const found = suspects.find(([looks]) => looks(text));
	if (found) fail(found[1], { file });
}
