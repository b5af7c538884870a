/** What was wrong with progress from outside, what was expected, what came, and what to do; in both languages. */
import { inBytes, whole } from '$src/components/numbers/numbers';
import type { Language } from '$src/i18n';
import { LARGEST_FILE, LONGEST_LINK, type ProgressProblem } from './problem';
import { PROGRESS_VERSION } from './record';

interface Words {
	/** What was expected, and what came. */
	readonly what: string;
	readonly remedy: string;
}

const ourFile = {
	en: 'Choose the file that “Save as a file” made.',
	ko: '‘파일로 저장’으로 만든 파일을 고르십시오.'
};

function en(problem: ProgressProblem): Words {
	switch (problem.kind) {
		case 'empty':
			return { what: 'Expected progress that Rankscope wrote, got nothing.', remedy: ourFile.en };
		case 'too-large':
			return {
				what: `Expected a file of at most ${inBytes(LARGEST_FILE, 'en')}, got one of ${inBytes(problem.bytes, 'en')}.`,
				remedy: `Progress is far smaller. ${ourFile.en}`
			};
		case 'not-json':
			return { what: `Expected JSON that Rankscope wrote, got “${problem.got}”.`, remedy: ourFile.en };
		case 'not-ours':
			return {
				what: `Expected progress that Rankscope wrote, got other JSON: “${problem.got}”.`,
				remedy: ourFile.en
			};
		case 'newer':
			return {
				what: `Expected version ${PROGRESS_VERSION} or older, got version ${problem.got}: a newer Rankscope wrote it.`,
				remedy: 'Reload the page to get the newest Rankscope.'
			};
		case 'no-version':
			return {
				what: `Expected a version, a whole number from 0 to ${PROGRESS_VERSION}, got ${problem.got}.`,
				remedy: 'It has been changed since Rankscope wrote it: take an older copy.'
			};
		case 'no-link':
			return {
				what: `Expected the letters, digits, - and _ of a link, got “${problem.got}”.`,
				remedy: 'Copy the link anew.'
			};
		case 'long-link':
			return {
				what: `Expected a link of at most ${whole(LONGEST_LINK, 'en')} letters, got ${whole(problem.length, 'en')}.`,
				remedy: 'Hand in the file instead.'
			};
		case 'torn-link':
			return {
				what: 'Expected a whole link, got part of one.',
				remedy: 'Copy it anew, from the first letter to the last.'
			};
	}
}

function ko(problem: ProgressProblem): Words {
	switch (problem.kind) {
		case 'empty':
			return { what: 'Rankscope에서 저장한 기록이 있어야 하는데, 비어 있습니다.', remedy: ourFile.ko };
		case 'too-large':
			return {
				what: `파일은 ${inBytes(LARGEST_FILE, 'ko')}까지 읽을 수 있는데, 고른 파일의 크기는 ${inBytes(problem.bytes, 'ko')}입니다.`,
				remedy: `기록은 이보다 훨씬 작습니다. ${ourFile.ko}`
			};
		case 'not-json':
			return {
				what: `Rankscope에서 저장한 JSON이어야 하는데, 읽은 내용은 “${problem.got}”입니다.`,
				remedy: ourFile.ko
			};
		case 'not-ours':
			return {
				what: `Rankscope에서 저장한 기록이어야 하는데, 읽은 내용은 다른 JSON “${problem.got}”입니다.`,
				remedy: ourFile.ko
			};
		case 'newer':
			return {
				what: `버전 ${PROGRESS_VERSION} 이하의 기록만 읽을 수 있는데, 이 기록의 버전은 ${problem.got}입니다. 더 최신인 Rankscope에서 저장한 것입니다.`,
				remedy: '페이지를 새로 고쳐 최신 Rankscope를 불러오십시오.'
			};
		case 'no-version':
			return {
				what: `버전은 0에서 ${PROGRESS_VERSION} 사이의 정수여야 하는데, 기록에 적힌 값은 ${problem.got}입니다.`,
				remedy: '저장한 뒤에 내용이 바뀌었습니다. 그 전에 저장해 둔 사본을 쓰십시오.'
			};
		case 'no-link':
			return {
				what: `링크는 영문자, 숫자, -, _로만 되어 있어야 하는데, 읽은 내용은 “${problem.got}”입니다.`,
				remedy: '링크를 다시 복사하십시오.'
			};
		case 'long-link':
			return {
				what: `링크는 ${whole(LONGEST_LINK, 'ko')}자까지 읽을 수 있는데, 이 링크는 ${whole(problem.length, 'ko')}자입니다.`,
				remedy: '링크 대신 파일로 제출하십시오.'
			};
		case 'torn-link':
			return {
				what: '링크 전체가 있어야 하는데, 일부만 있습니다.',
				remedy: '링크를 처음부터 끝까지 다시 복사하십시오.'
			};
	}
}

export const problemText = (problem: ProgressProblem, language: Language): Words =>
	({ en, ko })[language](problem);
