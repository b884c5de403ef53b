import type { Locator } from '@playwright/test';

/** A finger goes down on it and stays; what is returned lifts it. */
export async function hold(on: Locator): Promise<() => Promise<void>> {
	const box = (await on.boundingBox())!;
	const session = await on.page().context().newCDPSession(on.page());
	const touch = (type: 'touchStart' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
		session.send('Input.dispatchTouchEvent', { type, touchPoints });
	await touch('touchStart', [{ x: box.x + box.width / 2, y: box.y + 12 }]);
	return () => touch('touchEnd', []).then(() => session.detach());
}
