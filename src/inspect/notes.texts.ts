/** What there is to say about files, in the page's languages: the same kinds as in src/files/notes.ts, which has the English. */
import type { Language } from '$src/i18n';
import { filledIn, sentences, type Note, type NoteKind } from '$src/files/notes';
import { detailKo } from './details.ko';

const ko: Readonly<Record<NoteKind, string>> = {
	'too-short':
		'{file}: 크기가 {bytes}바이트뿐입니다. safetensors 파일은 8바이트 이상이어야 하므로 비었거나 잘린 파일입니다. 다시 받으십시오.',
	'lfs-pointer':
		'{file}: Git LFS 포인터이고 실제 파일은 받지 않은 상태입니다. 그 폴더에서 git lfs pull을 실행하거나 파일을 직접 내려받으십시오.',
	html: '{file}: 이 이름으로 저장된 웹 페이지입니다. 주소를 열어 파일 자체를 내려받으십시오.',
	json: '{file}: 텐서가 아니라 JSON 텍스트입니다. 옆에 있는 adapter_model.safetensors를 고르십시오.',
	'torch-zip':
		'{file}: torch.save로 만든 파일(또는 다른 zip)이며, 열면 코드가 실행될 수 있습니다. safetensors.torch.save_file로 다시 저장하십시오.',
	pickle:
		'{file}: pickle이며, 열면 코드가 실행될 수 있습니다. safetensors.torch.save_file로 다시 저장하십시오.',
	gguf: '{file}: llama.cpp의 GGUF 파일입니다. 원래의 safetensors 파일을 고르십시오.',
	'header-beyond':
		'{file}: 헤더가 {length}바이트라고 적혀 있지만 파일은 {bytes}바이트입니다. safetensors가 아니거나 헤더에서 잘린 파일입니다. 다시 받으십시오.',
	'header-too-long':
		'{file}: 헤더가 {length}바이트라고 적혀 있으나 형식의 한도는 {most}바이트입니다. safetensors 파일이 아닙니다.',
	'header-no-json':
		'{file}: 헤더가 JSON이 아닙니다. safetensors가 아니거나 손상된 파일입니다. 다시 받으십시오.',
	'header-entry':
		'{file}: 헤더에서 {tensor}의 값이 {got}입니다. 있어야 할 것: {expected}. 잘못 쓰였거나 손상된 파일이니 다시 저장하십시오.',
	'no-tensors':
		'{file}: 텐서가 하나도 없습니다. 가중치를 다른 곳에 나누어 두는 학습(ZeRO-3, FSDP)에서 흔합니다. 저장하기 전에 가중치를 모으십시오.',
	'zero-size':
		'{file}: 크기가 0인 텐서가 {count}개 있습니다(예: {tensor}). 학습이 조각(shard)을 모으지 않았습니다(ZeRO-3). 저장하기 전에 가중치를 모으십시오.',
	'name-twice':
		'{file}: 헤더에 같은 이름 {tensor} 항목이 두 번 나옵니다. 읽을 때는 마지막 항목이 쓰입니다. 파일을 다시 저장하십시오.',
	gap: '{file}: {tensor} 앞에 쓰이지 않는 {bytes}바이트가 있습니다. safetensors와 PEFT는 이런 파일을 거부합니다. 다시 저장하십시오.',
	overlap:
		'{file}: {tensor}의 자리가 앞 텐서와 겹칩니다. safetensors와 PEFT는 이런 파일을 거부합니다. 다시 저장하십시오.',
	'spare-bytes':
		'{file}: 마지막 텐서 뒤에 {bytes}바이트가 남습니다. safetensors와 PEFT는 이런 파일을 거부합니다. 다시 저장하십시오.',
	'cut-off':
		'{file}: 파일이 {bytes}바이트만큼 잘렸고, 온전하지 않은 텐서가 {count}개입니다(예: {tensor}). 다시 받으십시오.',
	'metadata-no-text':
		'{file}: 메타데이터의 {key} 값이 문자열이 아닙니다. safetensors와 PEFT는 이런 파일을 거부합니다. 메타데이터는 문자열로 쓰십시오.',
	'other-kind':
		'{file}: {dtype} 텐서가 {count}개 있습니다(예: {tensor}). 여기서는 측정하지 않습니다. F32, F16, BF16으로 저장하십시오.',
	'not-finite':
		'{module}: {tensor}의 {at}번 원소가 {value}입니다. 학습이 발산한 것이므로 ΔW를 측정하지 않습니다.',
	dead: 'ΔW = 0인 모듈이 {count}개 있습니다(예: {module}). 학습을 시작할 때처럼 인수 행렬 하나가 모두 0이어서 아무것도 바꾸지 않습니다.',
	config: '{file}: {got}. 있어야 할 것: {expected}. {remedy}.',
	'no-config':
		'{file} 옆에 adapter_config.json이 없어 α와 r을 알 수 없습니다. 설정 파일을 함께 놓거나 α를 입력하십시오.',
	'other-config':
		'{module}: {tensor}: 파일은 {got}, 설정은 {expected}입니다. 설정과 가중치가 같은 어댑터의 것이 아니니 서로 맞는 파일을 고르십시오.',
	'other-type':
		'{file}에는 “{expected}”라고 적혀 있지만 텐서는 {got}의 것입니다. 설정과 가중치가 같은 어댑터의 것이 아닙니다. s는 1로 둡니다.',
	incomplete:
		'{module}: {there} 옆에 있어야 할 텐서가 없습니다({missing}). 온전하지 않은 파일이니 다시 저장하십시오.',
	'wrong-shape':
		'{module}: {tensor}의 모양 [{got}]이 맞지 않습니다. 있어야 할 것: {expected}. 파일을 다시 저장하십시오.',
	'other-method':
		'{method}의 텐서가 {count}개 있습니다(예: {tensor}): {about}. 여기서 측정하는 것은 LoRA, LoHa, LoKr, AdaLoRA, DoRA입니다.',
	'other-tensors':
		'여기서 아는 방법에 속하지 않는 텐서가 {count}개 있습니다(예: {tensor}). 세기만 하고 측정하지 않습니다.',
	'no-adapter':
		'{file}: 텐서 {count}개 가운데 어댑터의 것이 없습니다(예: {tensor}). 모델 전체를 담은 파일일 수 있으니 어댑터 파일을 고르십시오.',
	'nothing-here':
		'{file}: 어댑터가 없습니다. adapter_model.safetensors나 다른 .safetensors 파일, 또는 그것을 담은 .zip이 있어야 합니다.',
	'not-written': '{module}: 폴더에 쓰지 않았습니다({about}).',
	'no-weights':
		'{file}: 이름이 .weight로 끝나는 텐서가 없어 기반 모델로 볼 수 없습니다. 기반 모델의 파일을 고르십시오.',
	'no-base-weight':
		'{module}: 기반 모델에 같은 이름의 가중치가 없습니다. 이 모델에서 학습한 어댑터인지 확인하십시오.',
	'other-base':
		'{module}: 기반 가중치나 크기 벡터의 모양이 {got}입니다. 어댑터에 필요한 모양: {expected}. 이 모델에서 학습한 어댑터인지 확인하십시오.',
	'magnitude-left':
		'모듈 {count}개는 DoRA입니다(예: {module}). 저장하는 것은 s·BA뿐이고 크기 벡터는 빠지므로 원래와 다른 어댑터가 됩니다.',
	'others-left':
		'인수 행렬이 아닌 텐서 {count}개는 저장하지 않습니다(예: {tensor}). 필요하면 원래 파일에서 가져오십시오.',
	'nothing-written': '저장할 것이 없습니다. 읽을 수 있는 모듈이 하나도 없으니 파일에 대한 설명을 보십시오.',
	'read-back':
		'저장한 폴더를 다시 읽으니 상대 오차가 {error}입니다. float32의 범위를 넘는 값은 저장할 수 없으니 가중치를 줄이십시오.',
	'nothing-shared':
		'두 어댑터에 이름이 같은 모듈이 없습니다({module}, {other}). 같은 모델을 같은 도구로 학습한 것인지 확인하십시오.',
	'torch-bin':
		'{file}: torch의 pickle이며, 열면 코드가 실행될 수 있습니다. safe_serialization=True로 다시 저장하십시오.',
	'adapter-name':
		'텐서 이름에 어댑터 이름({name})이 들어 있습니다. PEFT는 그 이름의 어댑터로 불러올 때만 읽고, 그렇지 않으면 오류도 내지 않고 무시합니다.',
	'compiled-base':
		'기반 모델을 컴파일한 뒤에 어댑터를 붙였습니다(이름에 _orig_mod). PEFT는 컴파일한 모델에만 이것을 불러옵니다. 그렇지 않으면 오류도 없고 효과도 없습니다.',
	'no-prefix':
		'텐서 이름이 base_model.model.으로 시작하지 않습니다. PEFT는 하나도 불러오지 않으며, 경고만 남깁니다.',
	'scale-unknown':
		'모듈 {count}개의 s를 알 수 없습니다. α가 어디에도 없어 1로 두었습니다. α를 입력하면 바뀝니다.',
	'alpha-unused':
		'모듈 {count}개는 두 블록을 모두 통째로 두었습니다. 이때 LyCORIS는 α와 상관없이 s = 1로 씁니다. α/dim이라면 {would}입니다.',
	'both-full-rs':
		'모듈 {count}개는 두 블록을 모두 통째로 두고 rs_lora로 학습했습니다. 학습할 때 s는 {scale}이고, LyCORIS가 파일을 불러오면 1입니다.',
	'base-changed':
		'init_lora_weights가 {got}입니다. 기반 가중치도 바뀌었으므로, 변환한 어댑터가 아니라면 ΔW는 바뀐 가중치에서 잰 변화량입니다.',
	'base-changed-alone':
		'{file}: {got}. 이 설정에서는 학습을 시작할 때 기반 가중치도 바뀌므로, s·BA만으로 만든 어댑터를 원래 기반 모델에 붙이면 다른 모델이 됩니다. {remedy}.',
	'least-rank':
		'{module}: 저장한 랭크는 {least}입니다(요청: {wanted}). PEFT는 r을 합성곱의 그룹 {groups}개에 나누어 주므로, 랭크는 그룹마다 1을 준 이 값보다 작을 수 없습니다.',
	'token-rows':
		'{file}: 임베딩의 행 {rows}개가 통째로 들어 있습니다(값 {numbers}개, 예: {tensor}). 이름과 달리 차이가 아니라 원래 행을 대신하는 값입니다. {about}. 임베딩이 없으면 ΔW를 측정할 수 없습니다.',
	'alpha-rivals':
		'alpha_pattern의 키 여럿에 들어맞는 모듈이 {count}개입니다(예: {module}, 키 {taken}, {other}). PEFT가 폴더를 불러올 때도 앞의 키가 쓰입니다. 그런데 PEFT는 저장하면서 키를 정렬하므로, 학습할 때는 다른 α였을 수 있습니다.',
	'also-in-config': '설정에 켜져 있는 항목: {key} ({about}).',
	experts:
		'모듈 {count}개는 전문가(expert) 여럿이 한 파라미터에 든 것입니다. 파일만으로는 어느 파라미터인지, [전문가, 출력, 입력]과 [전문가, 입력, 출력] 가운데 어느 쪽인지 알 수 없습니다.',
	grouped:
		'{module}: 그룹 {groups}개로 나뉜 합성곱입니다. PEFT는 모든 그룹의 채널을 섞는 커널을 더하며, 병합하지 못합니다.',
	'no-base':
		'모듈 {count}개는 DoRA입니다. ΔW를 구하려면 기반 가중치가 있어야 하므로, 스펙트럼과 노름은 s·BA의 것이고 크기 벡터는 따로 셉니다.',
	excess:
		'{module}: 저장된 값이 {stored}개로, 층의 원소 {layer}개보다 많습니다. 행렬 전체를 저장하는 편이 작습니다.',
	'rank-pruned':
		'AdaLoRA: 학습에서 랭크가 몇 개 남았든 α는 설정의 init_r로 나눕니다. s는 α/(init_r + 10⁻⁵)입니다.',
	'too-many': '{file}: 파일이 {most}개보다 많습니다. 더 작은 폴더를 여십시오.',
	'zip-bad': '{file}: 읽을 수 없는 zip입니다({got}). 다시 압축하십시오.',
	'zip-method':
		'{file}: {entry}의 압축 방식({got})은 여기서 읽지 못합니다. 보통의 zip으로 다시 압축하십시오.',
	'zip-large':
		'{file}: {entry}의 압축을 풀면 {most}바이트가 넘습니다. 먼저 풀거나 압축하지 않은 채로 묶으십시오.'
};

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** A note as a sentence of the page. */
export function noteText({ kind, values }: Note, language: Language): string {
	if (language === 'ko')
		return filledIn(
			ko[kind],
			Object.fromEntries(Object.entries(values).map(([name, value]) => [name, detailKo(name, value)]))
		);
	const text = filledIn(sentences[kind], values);
	// A name at the beginning stays as it is.
	return `${/^\{/.test(sentences[kind]) ? text : capital(text)}.`;
}
