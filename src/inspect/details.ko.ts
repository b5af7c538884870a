/** Details of a note (src/files), in Korean: what was expected, what came, what to do. A pattern fits a whole detail. */
const details: readonly (readonly [pattern: RegExp, korean: string])[] = [
	// Settings of adapter_config.json. What one is stands last: it fits most.
	[/^a positive integer$/, '양의 정수'],
	[/^a positive number$/, '양수'],
	[/^true or false$/, 'true 또는 false'],
	[/^−1 or a positive integer$/, '−1 또는 양의 정수'],
	[/^a list of names$/, '이름의 목록'],
	[/^an object$/, '객체'],
	[/^a JSON object$/, 'JSON 객체'],
	[/^nothing$/, '없음'],
	[/^a name in capitals, such as LORA$/, 'LORA처럼 대문자로 쓴 이름'],
	[/^keys of (\S+) made of letters, .*$/, '글자, 문자 클래스, 그룹, |, 반복으로 이루어진 $1의 키'],
	[/^.* near character (\d+) in (.*)$/s, '$2의 $1번째 글자 근처를 읽을 수 없습니다'],
	[/^repetitions that are too many in (.*)$/s, '$1에 반복이 너무 많습니다'],
	[/^more than (\d+) characters in (.*)$/s, '$2의 길이가 $1자를 넘습니다'],
	[
		/^PEFT refuses another spelling too; .*$/,
		'PEFT도 거부하니 LORA, LOHA, LOKR, ADALORA 가운데 하나로 쓰십시오'
	],
	[/^mend the configuration$/, '설정 파일을 고치십시오'],
	[/^fetch the file again$/, '파일을 다시 받으십시오'],
	[/^write the modules out, or join them with \|$/, '모듈 이름을 하나씩 쓰거나 |로 이으십시오'],
	[/^the adapter acts after these tokens only, .*$/, '이 토큰들 뒤에서만 작동하며, PEFT는 병합하지 않습니다'],
	[/^the base weight is truncated by an SVD as well$/, '기반 가중치도 SVD로 잘라 낸 것입니다'],
	[/^lora_velora_embed is used in training only$/, 'lora_velora_embed는 학습할 때만 씁니다'],
	[/^a sampler is added in training; .*$/, '학습할 때 표본 추출기가 더해지며, 병합하면 보통의 B·A입니다'],
	[/^a router chooses among several adapters$/, '라우터가 어댑터 여럿 가운데에서 고릅니다'],
	[/^on quantized layers A sees sums .*$/, '양자화한 층에서 A의 입력은 그룹마다 더한 값입니다'],
	[/^layers are numbered anew, .*$/, '층의 번호를 새로 매기고, 여러 층이 기반 가중치 하나를 함께 씁니다'],
	// Headers and shapes.
	[/^a dtype$/, '자료형(dtype)'],
	[/^one of (.*)$/, '$1 가운데 하나'],
	[/^a shape of non-negative integers$/, '음이 아닌 정수로 된 모양'],
	[/^(\S+) bytes of (.*)$/, '$2의 크기인 $1바이트'],
	[/^of rank (\d+)$/, '랭크 $1'],
	[/^another kind$/, '다른 방법'],
	[/^a matrix or a kernel$/, '행렬 또는 커널'],
	[/^(\[.*\]) for (r = \d+)$/, '$2인 $1'],
	[/^(\[[^\]]*\]) beside (.*)$/s, '$2 옆에서는 $1'],
	[/^(\[[^\]]*\]) between (.*) and (.*)$/s, '$2, $3 사이에서는 $1'],
	[/^(\d+) blocks of rows$/, '행 블록 $1개'],
	[/^(\d+) numbers, one a rank$/, '랭크마다 하나씩 원소 $1개'],
	[/^the other factors of (.*)$/s, '$1의 다른 인수 행렬과 맞는 모양'],
	// Archives.
	[/^it has no end record, so it is cut off$/, '끝 레코드가 없어 잘린 파일'],
	[/^its zip64 record is missing$/, 'zip64 레코드가 없음'],
	[/^its directory lies beyond its end$/, '파일 목록이 파일의 끝을 벗어남'],
	[/^its directory is damaged$/, '파일 목록이 손상됨'],
	[/^the header of (.*) is damaged$/s, '$1의 헤더가 손상됨'],
	[/^(.*) does not unpack to the (\d+) bytes that it should$/s, '$1의 압축을 풀어도 $2바이트가 되지 않음'],
	[/^method (\d+)$/, '방식 $1'],
	// Methods that are not measured.
	[
		/^W is turned by an orthogonal matrix, .*$/,
		'W에 직교행렬을 곱하므로 ΔW를 구하려면 기반 가중치가 있어야 합니다'
	],
	[
		/^W is turned by a product of butterflies, .*$/,
		'W에 버터플라이 행렬의 곱을 곱하므로 ΔW를 구하려면 기반 가중치가 있어야 합니다'
	],
	[
		/^rows or columns of W are scaled, .*$/,
		'W의 행이나 열에 배율을 곱하므로 ΔW를 구하려면 기반 가중치가 있어야 합니다'
	],
	[/^two vectors scale random matrices .*$/, '시드로 뽑은 난수 행렬에 두 벡터로 배율을 곱합니다'],
	[/^sums of random matrices .*$/, '시드로 뽑은 난수 행렬의 합입니다'],
	[/^rows are picked from a bank of vectors$/, '벡터 모음에서 행을 골라 씁니다'],
	[/^ΔW is given by few Fourier coefficients$/, 'ΔW를 몇 개의 푸리에 계수로 나타냅니다'],
	[/^ΔW = W ⊙ BA needs the base weight$/, 'ΔW = W ⊙ BA이므로 기반 가중치가 있어야 합니다'],
	[/^one block is repeated along the rows$/, '블록 하나가 행을 따라 되풀이됩니다'],
	[/^ΔW is a function of the base weight$/, 'ΔW가 기반 가중치에 따라 달라집니다'],
	[/^another PEFT method$/, 'PEFT의 다른 방법'],
	[/^see peft_type of its configuration$/, '어느 방법인지는 설정 파일의 peft_type에 있습니다'],
	[/^the difference itself is stored, .*$/, '인수 행렬 없이 차이 행렬 자체를 저장했습니다'],
	[/^the trained weight of a norm is stored$/, '학습한 정규화 층의 가중치를 저장했습니다'],
	// What is not written into a folder.
	[/^of shape (.*) and (.*)$/, '어댑터마다 모양이 다름: $1, $2'],
	[/^LoKr is for linear layers and plain convolutions$/, 'LoKr는 선형 층과 보통 합성곱에만 씁니다'],
	[
		/^it is a LoKr of another split whose rank may be more than (\d+)$/,
		'다르게 나눈 LoKr이며 랭크가 한도($1)를 넘을 수 있음'
	],
	[/^of different numbers of experts or groups$/, '어댑터마다 전문가나 그룹의 수가 다름'],
	[
		/^a sum of rank up to (\d+), more than (\d+); .*$/,
		'합의 랭크(최대 $1)가 한도($2)를 넘을 수 있으니 어댑터를 하나씩 먼저 줄이십시오'
	],
	[
		/^its rank may be (\d+), more than (\d+); .*$/,
		'랭크(최대 $1)가 한도($2)를 넘을 수 있으니 몇까지 줄일지 정하십시오'
	],
	[
		/^rank (\d+) for that share, more than (\d+); .*$/,
		'그 비율에 필요한 랭크($1)가 한도($2)를 넘으니 비율을 낮추십시오'
	],
	// A start that changed the base weight.
	[/^kasa_config is set$/, 'kasa_config가 설정되어 있습니다'],
	[
		/^save it in PEFT with path_initial_model_for_weight_conversion, .*$/,
		'PEFT에서 path_initial_model_for_weight_conversion을 주고 저장하거나, 바뀐 기반 모델을 저장해 두었다면 init_lora_weights를 true로 고치십시오'
	],
	[
		/^if your base is stored as changed, set init_lora_weights to true$/,
		'바뀐 기반 모델을 저장해 두었다면 init_lora_weights를 true로 고치십시오'
	],
	[
		/^if your base is stored as changed, take kasa_config out$/,
		'바뀐 기반 모델을 저장해 두었다면 kasa_config를 지우십시오'
	],
	// Rows of tokens.
	[/^the configuration names the tokens (.*)$/, '설정에 적힌 토큰은 $1입니다'],
	[/^no configuration names their tokens$/, '어느 토큰인지 적힌 설정이 없습니다'],
	[/^(\S+) is undefined$/, '$1 값이 없습니다'],
	[/^(\S+) is (.*)$/s, '$1 값이 $2입니다']
];

const detailed = new Set(['got', 'expected', 'remedy', 'about', 'method']);

/** A value of a note, in Korean where it is a detail in words; names and numbers as they are. */
export function detailKo(name: string, value: string | number): string | number {
	if (typeof value === 'number' || !detailed.has(name)) return value;
	const found = details.find(([pattern]) => pattern.test(value));
	return found ? value.replace(found[0], found[1]) : value;
}
