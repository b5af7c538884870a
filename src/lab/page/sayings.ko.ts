/** The Korean of what the lab's core says of a mistake, part by part: patterns that fit a whole part (mistakes.ko.ts puts them together). */

export type Saying = readonly [pattern: RegExp, korean: string];

/** Sentences of their own. */
export const whole: readonly Saying[] = [
	[
		/^a formula, got its end \(.*$/s,
		'식이 중간에 끝났습니다. 괄호의 짝이 맞는지, 뒤에 아무것도 없는 기호가 있는지 보십시오.'
	],
	[
		/^a formula, got "(\S+)" \(.*$/s,
		'여기서부터 식으로 읽을 수 없습니다: “$1”. 괄호의 짝이 맞는지, 뒤에 아무것도 없는 기호가 있는지 보십시오.'
	],
	[
		/^a formula, got too much inside each other; .*$/,
		'괄호가 너무 깊이 겹쳐 있습니다. 식을 나누어 쓰십시오.'
	],
	[/^(\d+) arguments, got (\d+); write (.*)$/, '괄호 안에 쓸 값은 $1개인데 $2개를 썼습니다. 쓰는 법: $3.'],
	[
		/^(\d+) to (\d+) arguments, got (\d+); write (.*)$/,
		'괄호 안에 쓸 값은 $1개 이상 $2개 이하인데 $3개를 썼습니다. 쓰는 법: $4.'
	],
	[
		/^(\S+) with (\d+) arguments, got (\d+); .*$/,
		'$1의 괄호 안에 쓸 값은 $2개인데 $3개를 썼습니다. 값은 쉼표로 나눕니다.'
	],
	[
		/^(\S+) with (\d+) to (\d+) arguments, got (\d+); .*$/,
		'$1의 괄호 안에 쓸 값은 $2개 이상 $3개 이하인데 $4개를 썼습니다. 값은 쉼표로 나눕니다.'
	],
	[
		/^settings among (.*), got (\S+), which (\S+) does not have$/,
		'$3에는 없는 설정입니다: $2. 쓸 수 있는 설정: $1.'
	],
	[/^settings among (.*), got (\S+); write (.*)$/, '없는 설정입니다: $2. 쓸 수 있는 설정: $1. 쓰는 법: $3.'],
	[/^settings among (.*), got (\S+)$/, '없는 설정입니다: $2. 쓸 수 있는 설정: $1.'],
	[/^no settings, got (\S+); write (.*)$/, '없는 설정입니다: $1. 쓰는 법: $2.'],
	[/^(\S+) once, got it twice$/, '두 번 쓴 설정입니다: $1. 한 번만 쓰십시오.'],
	[/^a name of its own, got (\S+), which is a function.*$/, '함수의 이름입니다: $1. 다른 이름을 쓰십시오.'],
	[/^one name, = and what it is, got two$/, '한 줄에는 이름을 하나만 정의합니다.'],
	[/^every factor in the formula, got none of (\S+).*$/, '식에 없는 문자입니다: $1. 식에 쓰거나 빼십시오.'],
	[
		/^numbers that float64 can hold, got (\S+); .*$/,
		'float64로 나타낼 수 있는 수가 아닙니다: $1. 계산에 쓴 값을 살펴보십시오.'
	],
	[/^at most (\d+) lines, got (\d+); .*$/, '셀 하나에는 $1줄까지 쓸 수 있는데 $2줄입니다. 셀을 나누십시오.'],
	[
		/^at most (\d+) lines in a notebook, got more; .*$/,
		'노트북 하나에는 $1줄까지 쓸 수 있습니다. 몇 줄을 빼십시오.'
	],
	[
		/^values of at most (\d+) numbers in all lines, got more; .*$/,
		'모든 줄의 값을 합치면 수가 $1개를 넘습니다. 몇 줄을 빼거나 행렬을 작게 하십시오.'
	],
	[
		/^a formula of at most (\d+) characters with those that it names, got (\d+); .*$/,
		'식에 쓴 어댑터를 모두 풀어 쓰면 $2자입니다. $1자까지 쓸 수 있으니 어댑터를 줄이십시오.'
	],
	[
		/^an adapter that holds at most (\d+) numbers while it trains, got (\d+); .*$/,
		'학습하는 동안 메모리에 두는 값이 너무 많습니다($2개). $1개까지 둘 수 있으니 어댑터를 작게 하십시오.'
	],
	[
		/^out·in of at most (\d+), got (\d+)·(\d+); .*$/,
		'층이 너무 큽니다: $2 × $3. 원소가 $1개 이하인 층만 학습할 수 있습니다.'
	],
	[/^one shape, got two; .*$/, '모양을 두 번 적었습니다. 하나를 빼십시오.'],
	[
		/^[^]* for (\S+), got (.*); there is no broadcasting: to scale rows write (.*), columns (.*), with (.*)$/,
		'브로드캐스팅(broadcasting)은 없습니다($1의 양쪽: $2). 행마다 다른 수를 곱하려면 $3, 열마다 다른 수를 곱하려면 $4라고 쓰고, 크기는 $5라고 적으십시오.'
	],
	[
		/^[^]* for (\S+), got (.*); there is no broadcasting: to scale rows write (.*), columns (.*)$/,
		'브로드캐스팅(broadcasting)은 없습니다($1의 양쪽: $2). 행마다 다른 수를 곱하려면 $3, 열마다 다른 수를 곱하려면 $4라고 쓰십시오.'
	],
	[
		/^[^]* for (\S+), got (.*); there is no broadcasting: make both sides one shape$/,
		'브로드캐스팅(broadcasting)은 없습니다. $1의 양쪽은 모양이 같아야 합니다. 지금 모양: $2.'
	],
	[
		/^[^]* for diag, got (.*); write (.*), not (.*)$/,
		'diag에는 벡터를 씁니다. 지금 모양: $1. $3 대신 $2로 적으십시오.'
	],
	[/^two of one shape for (\S+), got (.*); .*$/, '$1의 양쪽은 모양이 같아야 합니다. 지금 모양: $2.'],
	[
		/^\* for the matrix product or \.\* entry by entry, got @; .*$/,
		'행렬 곱은 *, 원소별 곱은 .*로 씁니다. @ 대신 A*B처럼 쓰십시오.'
	],
	[
		/^a formula right of =, got nothing; write what (\S+) is$/,
		'= 오른쪽이 비어 있습니다. $1의 식을 쓰십시오.'
	],
	[/^rows x columns, got (.*); write (.*)$/, '모양은 행x열로 적습니다. 쓴 것은 $1입니다. $2처럼 적으십시오.'],
	[
		/^sizes of a number or a name each, got (\S+); define (n = .*) in an expression, and write n here$/,
		'크기로는 수 하나나 이름 하나만 쓸 수 있습니다: $1. 식에서 $2처럼 정의하고 여기에는 n을 쓰십시오.'
	],
	[
		/^as many columns on the left as rows on the right for (\S+), got (.*); .*$/,
		'$1의 왼쪽 행렬의 열과 오른쪽 행렬의 행은 수가 같아야 합니다. 지금 모양: $2. 한쪽을 전치하거나 모양을 바꾸십시오.'
	],
	[
		/^([\d ×]+), as (\S+) has it, got a matrix ([\d ×]+)$/,
		'목표 행렬의 모양이 어댑터와 다릅니다. 어댑터 $2의 모양: $1, 목표 행렬의 모양: $3.'
	],
	[/^an update that is not zero, got .*$/, 'ΔW가 0이어서 저장할 것이 없습니다. 먼저 학습하십시오.'],
	[
		/^one that asks one layer for a ΔW, got .*$/,
		'층 하나가 아니라 네트워크를 학습하는 과제입니다. identity를 써 보십시오.'
	],
	[
		/^a task of one layer, got (\S+); .*$/,
		'층 하나가 아니라 네트워크를 학습하는 과제입니다: $1. identity를 써 보십시오.'
	],
	[/^ΔW with rows and columns, got .*$/, 'ΔW는 행렬이어야 합니다. 식의 결과가 행렬이 되게 하십시오.'],
	[/^a factor that is trained, got .*$/, '학습하는 인수 행렬이 없습니다. 하나 이상에서 frozen을 빼십시오.'],
	[
		/^a finite loss, got (\S+) at step (\d+); .*$/,
		'스텝 $2에서 손실이 발산했습니다($1). 학습률을 낮추십시오.'
	],
	[
		/^finite numbers, got (\S+) in (\S+) after step (\d+); .*$/,
		'스텝 $3 뒤에 $2의 값이 발산했습니다($1). 학습률을 낮추십시오.'
	]
];

/** What was expected. */
export const expected: readonly Saying[] = [
	// Arguments and settings of a call.
	[/^argument (\d+)$/, '괄호 안의 $1번째 값'],
	[
		/^argument (\d+) that is a whole number from (\S+) to (\S+)$/,
		'$2 이상 $3 이하의 정수(괄호 안의 $1번째 값)'
	],
	[/^(\S+) that is a whole number from (\S+) to (\S+)$/, '$2 이상 $3 이하의 정수($1)'],
	[/^arguments without names$/, '이름을 붙이지 않은 값'],
	[/^an integer from (\S+) to (\S+)$/, '$1 이상 $2 이하의 정수'],
	[/^a (?:number|value) from (\S+) to (\S+)$/, '$1 이상 $2 이하의 수'],
	[/^true or false$/, '1 또는 0'],
	[/^one or two ranges, such as (.*)$/, '$1 같은 범위 하나 또는 둘'],
	[/^at most (\d+) (?:runs)$/, '실행 $1개 이하'],
	// Kinds of values.
	[/^a text in quotation marks$/, '따옴표로 묶은 문자열'],
	[/^a value$/, '값'],
	[/^a number$/, '수'],
	[/^numbers$/, '수'],
	[/^a number or several$/, '수 하나 또는 여럿'],
	[/^a number or a matrix$/, '수 또는 행렬'],
	[/^a number or an adapter of another cell$/, '수 또는 다른 셀의 어댑터'],
	[/^a matrix$/, '행렬'],
	[/^finite elements$/, '유한한 원소'],
	[/^a run$/, '학습한 실행(run)'],
	[/^a sweep or a race$/, '스윕(sweep) 또는 경주(race)'],
	[/^an adapter of your own$/, '직접 만든 어댑터'],
	[/^an adapter or one of (.*)$/, '어댑터, 또는 $1 가운데 하나'],
	[/^a learning rate$/, '학습률'],
	[/^rows of equally many numbers$/, '길이가 같은 행들'],
	[/^something with parts$/, '.으로 꺼낼 것이 있는 값'],
	// Sizes that have a limit.
	[/^(\d+) MiB of memory$/, '메모리 $1 MiB'],
	[/^a matrix that is decomposed within a second$/, '1초 안에 분해할 수 있는 크기의 행렬'],
	[/^a matrix of at most (\d+) elements$/, '원소가 $1개 이하인 행렬'],
	[/^at most (\d+) elements$/, '원소 $1개 이하'],
	[/^at most (\d+) operations$/, '연산 $1번 이하'],
	[/^at most (\d+) numbers$/, '수 $1개 이하'],
	[/^at most (\d+) choices$/, '선택지 $1개 이하'],
	[/^at most (\d+) words$/, '낱말 $1개 이하'],
	[/^at most (\d+) characters$/, '$1자 이하'],
	[/^a line of at most (\d+) characters$/, '$1자 이하의 줄'],
	[/^a cell of at most (\d+) characters$/, '$1자 이하의 셀'],
	[/^a line at most (\d+) deep$/, '괄호를 $1겹까지만 쓴 줄'],
	// How a line is written.
	[/^a range that ascends, such as 1\.\.8$/, '1..8처럼 커지는 범위'],
	[/^a range that ascends, and a step within it$/, '커지는 범위와, 그 범위보다 작은 간격(step)'],
	[/^a control, such as (\S+ = \S+ in \S+), or (.*)$/, '$1 또는 $2 같은 조절'],
	[/^a value and its range, such as (.*) or (.*)$/, '$1 또는 $2처럼 적은 값과 범위'],
	[/^a figure, such as (.*)$/, '$1 같은 그림'],
	[/^a figure, then settings such as (.*)$/, '그림 하나, 그 뒤에 $1 같은 설정'],
	[/^one name, = and what it is$/, '이름 하나, =, 그 값'],
	[/^a name, = and a formula, such as (.*)$/, '$1처럼 적은 이름, =, 식'],
	[/^a name of letters, then figures$/, '글자로 시작하고 숫자로 끝나는 이름'],
	[/^a name of its own$/, '아직 쓰지 않은 이름'],
	[/^a name$/, '이름'],
	[/^a formula$/, '식'],
	[/^numbers, letters and calls$/, '수, 문자, 함수로 된 식'],
	[/^an operation of formulas$/, '식에 쓰는 연산'],
	[/^a function that is known$/, '있는 함수'],
	[/^a letter among (.*)$/, '$1 가운데 하나'],
	[/^numbers alone$/, '수로만 된 식'],
	// Shapes of an adapter.
	[/^a letter and its shape, such as (.*)$/, '$1처럼 적은 문자와 모양'],
	[/^rows x columns, such as (.*)$/, '$1처럼 적은 행 x 열'],
	[/^a start, (.*) or a number$/, '초기화 방법($1 또는 수)'],
	[/^a size (\S+) that is a whole number from 1 on$/, '1 이상의 정수인 크기 $1'],
	[/^a shape or a number for (\S+)$/, '$1의 모양 또는 값'],
	[/^(\S+) of ([\d ×]+), as W0 says$/, '모양이 W0에 맞는 $1($2)'],
	[/^a number to divide by for (\S+)$/, '나눌 수($1의 오른쪽)'],
	[/^two matrices with equally many rows for (\S+)$/, '행의 수가 같은 두 행렬($1)'],
	[/^two matrices for (\S+)$/, '두 행렬($1)'],
	[/^a square matrix for (\S+)$/, '정사각행렬($1)'],
	[/^a vector, such as (.*) for (\S+)$/, '$1 같은 벡터($2)'],
	[/^a number or a matrix for (\S+)$/, '수 또는 행렬($1)'],
	[/^a matrix for (\S+)$/, '행렬($1)'],
	[/^(?:a number|numbers) for (\S+)$/, '수($1)'],
	// Targets and files.
	[/^a rank of at most (\d+)$/, '랭크 $1 이하'],
	[/^a divisor of (.*)$/, '$1의 약수'],
	[/^a number of blocks that divides out = (\d+) and in = (\d+)$/, 'out = $1과 in = $2의 공약수인 블록 수'],
	[/^a file that is open(?: \(none yet\))?$/, '열어 둔 파일'],
	[/^a file that is open \((.*)\)$/s, '열어 둔 파일($1)'],
	[/^one module of (.*)$/s, '$1의 모듈 하나'],
	[/^an adapter in (.*)$/s, '$1에 든 어댑터'],
	[/^one of (.*)$/s, '$1 가운데 하나'],
	[/^((?:\S+, )+\S+) or (\S+)$/, '$1, $2 가운데 하나']
];

/** What came instead. */
export const got: readonly Saying[] = [
	[/^the number (\S+)$/, '수 $1'],
	[/^a matrix ([\d ×]+)$/, '행렬 $1'],
	[/^a matrix ([\d ×]+) with others$/, '유한하지 않은 원소가 있는 행렬 $1'],
	[/^the text "([^]*)"$/, '문자열 “$1”'],
	[/^parts (.*)$/, '여러 값($1)'],
	[/^the method (\S+)$/, '방법 $1'],
	[/^an? adapter$/, '어댑터'],
	[/^a run$/, '실행(run)'],
	[/^a spectrum$/, '특잇값 분해'],
	[/^a range$/, '범위'],
	[/^a sweep$/, '스윕(sweep)'],
	[/^a race$/, '경주(race)'],
	[/^a module$/, '모듈'],
	[/^a figure$/, '그림'],
	[/^a number$/, '수'],
	[/^two$/, '둘'],
	[/^more$/, '그보다 많은 수'],
	[/^a deeper one$/, '그보다 깊은 줄'],
	[/^an assignment$/, '=이 있는 식'],
	[/^a sign of nothing$/, '쓸 수 없는 기호'],
	[
		/^(?:Constant|Accessor|Assignment|Range|Array|Object|Block|Index|Conditional|FunctionAssignment)$/,
		'식에 쓸 수 없는 표현'
	],
	[/^(\S+), which is declared$/, '$1(이미 쓴 이름)'],
	[/^\.(\S+) of (.*)$/s, '.$1'],
	[/^([\d ×]+) by (\S+)$/, '$1($2의 결과)'],
	[/^([\d ×]+) of (.*)$/s, '$2의 모양 $1'],
	[/^(\d+) of them$/, '모듈 $1개']
];

/** What to do. */
export const remedies: readonly Saying[] = [
	[/^write (.*\))$/, '쓰는 법: $1'],
	[/^write (spectrum\(run\), .*)$/, '쓰는 법: $1'],
	[/^write \.delta behind its name$/, '이름 뒤에 .delta를 붙이십시오'],
	[/^write it in parts$/, '나누어 쓰십시오'],
	[/^split it$/, '셀을 나누십시오'],
	[/^part it$/, '줄을 나누십시오'],
	[/^choose another$/, '다른 이름을 쓰십시오'],
	[/^leave (?:it|the letter) out$/, '빼십시오'],
	[/^leave one out$/, '하나를 빼십시오'],
	[/^use one of (.*)$/, '쓸 수 있는 함수: $1'],
	[/^use (\+ .*) or (kron.*)$/, '쓸 수 있는 것: $1 $2'],
	[/^settings stand in the brackets of a function$/, '설정은 함수의 괄호 안에 적습니다'],
	[/^transpose a side, or change a shape$/, '한쪽을 전치하거나 모양을 바꾸십시오'],
	[/^change its shape$/, '모양을 바꾸십시오'],
	[/^make it smaller$/, '더 작게 하십시오'],
	[/^declare it(?:, or write one of these)?$/, '모양을 적으십시오'],
	[/^declare it, such as (.*)$/, '$1처럼 적으십시오'],
	[/^write it so$/, '그렇게 적으십시오'],
	[/^open it first$/, '먼저 파일을 여십시오'],
	[/^take another module$/, '다른 모듈을 고르십시오'],
	[/^name one of (.*)$/s, '있는 모듈: $1'],
	[/^use a smaller layer$/, '더 작은 층을 쓰십시오'],
	[/^try (\S+)$/, '시도해 볼 값: $1']
];
