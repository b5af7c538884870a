/** The presenter's clock: how long it has run in all, and in this lesson. Times are milliseconds. */

export interface Clock {
	/** Gathered before it was last stopped. */
	readonly gathered: number;
	/** When it was last started (Date.now()); null while it stands. */
	readonly since: number | null;
	readonly lesson: string;
	/** What it showed when this lesson began. */
	readonly lessonFrom: number;
}

/** Of each lesson on the path of 50 minutes. */
export const LESSON_TIME = 10 * 60_000;

export const startClock = (now: number, lesson: string): Clock => ({
	gathered: 0,
	since: now,
	lesson,
	lessonFrom: 0
});

/** Stands at zero: a presentation that begins starts it. */
export const readyClock: Clock = { gathered: 0, since: null, lesson: '', lessonFrom: 0 };

export const elapsed = (clock: Clock, now: number): number =>
	clock.gathered + (clock.since === null ? 0 : Math.max(0, now - clock.since));

export const toggleClock = (clock: Clock, now: number): Clock => ({
	...clock,
	gathered: elapsed(clock, now),
	since: clock.since === null ? now : null
});

/** The clock in a lesson: the lesson's own time begins where another one is entered. */
export const enterLesson = (clock: Clock, now: number, lesson: string): Clock =>
	clock.gathered === 0 && clock.since === null
		? startClock(now, lesson)
		: clock.lesson === lesson
			? clock
			: { ...clock, lesson, lessonFrom: elapsed(clock, now) };

/** Negative once the ten minutes are over. */
export const leftOfLesson = (clock: Clock, now: number): number =>
	LESSON_TIME - (elapsed(clock, now) - clock.lessonFrom);

/** As 12:05, or 1:02:05. */
export function asClock(milliseconds: number): string {
	const seconds = Math.floor(Math.abs(milliseconds) / 1000);
	const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
	const rest = String(seconds % 60).padStart(2, '0');
	return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}
