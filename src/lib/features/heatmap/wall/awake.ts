/** Keeps the screen on while the page is seen, where the browser can. @returns let it sleep again */
export function keepAwake(): () => void {
	let lock: WakeLockSentinel | null = null;
	let over = false;
	async function hold(): Promise<void> {
		if (over || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
		// Refused where the battery is low: then the screen sleeps, as the machine wants it.
		const taken = await navigator.wakeLock.request('screen').catch(() => null);
		if (over) void taken?.release();
		else lock = taken;
	}
	// The browser gives it back whenever the page is hidden.
	const again = () => void hold();
	document.addEventListener('visibilitychange', again);
	void hold();
	return () => {
		over = true;
		document.removeEventListener('visibilitychange', again);
		void lock?.release();
	};
}
