/** Notebooks to open, in both languages: what each is called, and its Markdown, fetched when somebody opens it. */

export interface Example {
	readonly id: string;
	readonly title: { readonly en: string; readonly ko: string };
	/** The notebook as Markdown. */
	readonly markdown: (language: 'en' | 'ko') => Promise<string>;
}

const texts = import.meta.glob<string>('./*.md', { query: '?raw', import: 'default' });

async function markdown(id: string, language: 'en' | 'ko'): Promise<string> {
	const load = new Map(Object.entries(texts)).get(`./${id}.${language}.md`);
	if (!load) throw new Error(`examples: expected a notebook ${id} in ${language}, got none`);
	return load();
}

const example = (id: string, en: string, ko: string): Example => ({
	id,
	title: { en, ko },
	markdown: (language) => markdown(id, language)
});

/** Each called as its first heading. */
export const examples: readonly Example[] = [
	example('own-adapter', 'An adapter of your own against LoRA', '직접 만든 어댑터와 LoRA'),
	example('article-table', 'The table, measured', '표를 직접 재어 보기'),
	example('loha-stalls', 'Why LoHa stalls', 'LoHa의 학습은 왜 멈출까'),
	example('rank-audit', 'A rank audit', '랭크 점검'),
	example('learning-rate', 'A sweep of the learning rate', '학습률 스윕'),
	example('fedpara', "FedPara's table 1", 'FedPara의 표 1'),
	example('nearest-kron', 'How near is a Kronecker product?', '크로네커 곱으로 얼마나 가까이 갈 수 있을까'),
	example('best-lora', 'The best LoRA there is', '가장 좋은 LoRA'),
	example('frozen-weights', 'What frozen weights lend', '동결한 가중치가 빌려주는 것'),
	example('tied-loha', 'Tied LoHa', '묶은 LoHa')
];
