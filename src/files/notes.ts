/**
 * What there is to say about a file: why it cannot be read, or what to know of what was read. A kind and its values, so
 * that a page says it in its own language; the sentences of the command line are here. Each has cause and remedy.
 */

import { own } from '$src/own';

export type Values = Readonly<Record<string, string | number>>;

/** A template with {names}. */
export const filledIn = (template: string, values: Values): string =>
	template.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(own(values, name) ?? ''));

/** Kind → sentence with {values}: file {file}, where it is about one. */
export const sentences = {
	'too-short':
		'{file} has {bytes} bytes, and a safetensors file at least 8: it is empty or cut off; fetch it again',
	'lfs-pointer':
		'{file} is a pointer of Git LFS, the real file was not fetched; run git lfs pull in its folder, or download the file itself',
	html: '{file} is a web page that was saved under this name; open the address and download the file itself',
	json: '{file} is JSON text, no tensors; choose adapter_model.safetensors beside it',
	'torch-zip':
		'{file} is a file of torch.save (or another zip), which may run code when it is opened; save it as safetensors with safetensors.torch.save_file',
	pickle:
		'{file} is a pickle, which may run code when it is opened; save it as safetensors with safetensors.torch.save_file',
	gguf: '{file} is a GGUF file of llama.cpp; choose the safetensors file that it was made from',
	'header-beyond':
		'{file} says that its header has {length} bytes, and the file has {bytes}: it is no safetensors file, or cut off within the header; fetch it again',
	'header-too-long':
		'{file} says that its header has {length} bytes, more than the {most} of the format; it is no safetensors file',
	'header-no-json':
		'{file} has a header that is no JSON: it is no safetensors file, or it was damaged; fetch it again',
	'header-entry':
		'{file}: the header says of {tensor} {got}, expected {expected}; the file was written wrong or damaged, save it again',
	'no-tensors':
		'{file} has no tensors at all: saved from a run that kept its weights elsewhere, often ZeRO-3 or FSDP; gather the weights before saving',
	'zero-size':
		'{count} tensors of size 0 in {file}, such as {tensor}: the training did not gather its shards (ZeRO-3); gather the weights before saving',
	'name-twice':
		'{file}: the name {tensor} stands in the header twice, and readers take the last; save the file again',
	gap: '{file}: {bytes} bytes lie unused before {tensor}; safetensors and PEFT refuse such a file, save it again',
	overlap:
		'{file}: {tensor} shares bytes with the tensor before it; safetensors and PEFT refuse such a file, save it again',
	'spare-bytes':
		'{file}: {bytes} bytes are left over behind the last tensor; safetensors and PEFT refuse such a file, save it again',
	'cut-off':
		'{file} is cut off: {bytes} bytes are missing, {count} tensors are not whole, such as {tensor}; fetch the file again',
	'metadata-no-text':
		'{file}: {key} of the metadata is no text; safetensors and PEFT refuse such a file, write metadata as text',
	'other-kind':
		'{file}: {count} tensors are of {dtype}, such as {tensor}, which is not measured here; save them as F32, F16 or BF16',
	'not-finite':
		'{module}: {tensor} has a {value} at element {at}; the training diverged, its ΔW is not measured',
	dead: '{count} modules have ΔW = 0, such as {module}: one of the factors is all zero, as at the start of training; they change nothing',
	config: '{file}: {got}, expected {expected}; {remedy}',
	'no-config':
		'no adapter_config.json beside {file}: α and r are in no file; put the configuration beside it, or give α',
	'other-config':
		'{module}: {tensor} is {got}, and the configuration says {expected}; configuration and weights are not of one adapter, put the right ones together',
	'other-type':
		'{file} says {expected}, and the tensors are of {got}: configuration and weights are not of one adapter; put the right ones together. s is taken as 1',
	incomplete: '{module}: {missing} is missing beside {there}; the file is incomplete, save it again',
	'wrong-shape':
		'{module}: {tensor} of [{got}] does not fit {expected}; the file was written wrong, save it again',
	'other-method':
		'{count} tensors are of {method}, such as {tensor}: {about}; LoRA, LoHa, LoKr, AdaLoRA and DoRA are measured here',
	'other-tensors':
		'{count} tensors belong to no method known here, such as {tensor}; they are counted, not measured',
	'no-adapter':
		'{file} has {count} tensors and none of an adapter, such as {tensor}: it may be a whole model; choose the file of the adapter',
	'nothing-here':
		'no adapter in {file}: expected adapter_model.safetensors, another .safetensors file, or a .zip with one; check the path',
	'not-written': '{module} is left out of the folder: {about}',
	'no-weights':
		'{file} has no tensors whose names end in .weight, as those of a base model do; choose the file of the base model',
	'no-base-weight':
		'{module}: no weight of that name in the base model; check that the adapter was trained on it',
	'other-base':
		'{module}: the base weight or magnitude is {got} and the adapter wants {expected}; check that the adapter was trained on this model',
	'magnitude-left':
		'{count} modules are DoRA, such as {module}: what is written keeps s·BA and leaves the magnitudes behind, which makes another adapter of it',
	'others-left':
		'{count} tensors beside the factors, such as {tensor}, are not in the folder that is written; take them from the original',
	'nothing-written': 'nothing can be written: no module could be read; see what is said of the file',
	'read-back':
		'the folder reads back with a relative error of {error}: numbers beyond float32’s range cannot be saved; choose smaller weights',
	'nothing-shared':
		'no module of the same name in both: {module} here and {other} there; check that both are of one model and one tool',
	'torch-bin':
		'{file} is a pickle of torch, which may run code when it is opened; save the adapter with safe_serialization=True',
	'adapter-name':
		'the keys have the name of an adapter in them ({name}); PEFT loads them only into an adapter of that name, without a word otherwise',
	'compiled-base':
		'the base model was compiled before it got its adapter (_orig_mod in the names): PEFT loads this into a compiled model only, and without a word does nothing otherwise',
	'no-prefix':
		'the keys do not begin with base_model.model.: PEFT would load none of them, and say so in a warning only',
	'scale-unknown': '{count} modules: s is not known, nothing says α; s is taken as 1, give α to change it',
	'alpha-unused':
		'{count} modules have both blocks full, so LyCORIS takes s = 1 whatever α says; α/dim would be {would}',
	'both-full-rs':
		'{count} modules have both blocks full and were trained with rs_lora: s is {scale} as trained, and LyCORIS takes 1 when it loads the file',
	'base-changed':
		'init_lora_weights is {got}: the base weight was changed as well, so ΔW is measured against the changed one unless the adapter was converted',
	'base-changed-alone':
		'{file}: {got}, and this start changed the base weight as well: what is made of s·BA alone would be another model on the base as it was; {remedy}',
	'least-rank':
		'{module}: of rank {least}, not {wanted}: PEFT divides r among the {groups} groups of this convolution, so that no smaller rank is possible than one a group',
	'token-rows':
		'{file} has {rows} whole rows of an embedding, {numbers} numbers, such as {tensor}: they replace its rows and are no differences, whatever the name says; {about}. There is no ΔW to measure without the embedding',
	'alpha-rivals':
		'{count} modules fit several keys of alpha_pattern, such as {module}: {taken} and {other}; the first one counts, for PEFT too when it loads the folder, but PEFT sorts these keys as it saves, so training may have used the other α',
	'also-in-config': '{key} is set: {about}',
	experts:
		'{count} modules are experts in one parameter; the file does not say which one, nor whether it is stored as [experts, out, in] or [experts, in, out]',
	grouped:
		'{module}: a convolution in {groups} groups; PEFT adds a dense kernel that mixes the channels of all groups, and cannot merge it',
	'no-base':
		'{count} modules are DoRA: ΔW needs the base weight; spectrum and norm are those of s·BA, the magnitudes stand apart',
	excess: '{module} stores {stored} numbers where its layer has {layer}: the full matrix would be smaller',
	'rank-pruned':
		'AdaLoRA: α is divided by init_r of the configuration, however many ranks training kept; s is α/(init_r + 1e-5)',
	'too-many': '{file} holds more than {most} files; open a smaller folder',
	'zip-bad': '{file} is no zip that can be read: {got}; pack it again',
	'zip-method':
		'{file}: {entry} is packed in a way that is not read here ({got}); pack it again as an ordinary zip',
	'zip-large':
		'{file}: {entry} would unpack to more than {most} bytes; unpack it first, or store it without compression'
} as const;

export type NoteKind = keyof typeof sentences;
export interface Note {
	readonly kind: NoteKind;
	readonly values: Values;
}

export const note = (kind: NoteKind, values: Values = {}): Note => ({ kind, values });
/** In English, for the command line. */
export const sentenceOf = ({ kind, values }: Note): string => filledIn(sentences[kind], values);

/** A file that cannot be read, or a part of it. */
export class FileError extends Error {
	override readonly name = 'FileError';
	constructor(readonly note: Note) {
		super(sentenceOf(note));
	}
}

/** Names come from the file and may be of any length. */
export const short = (text: string): string => (text.length > 120 ? `${text.slice(0, 117)}…` : text);

export const fail = (kind: NoteKind, values: Values = {}): never => {
	throw new FileError(note(kind, values));
};
