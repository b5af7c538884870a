/** The whole page on the whole screen, or no longer. A browser that refuses leaves it as it is. */
export function toggleFullscreen(): void {
	if (document.fullscreenElement) void document.exitFullscreen();
	else void document.documentElement.requestFullscreen().catch(() => undefined);
}
