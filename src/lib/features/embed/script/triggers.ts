/**
 * Waits for what the snippet names, once or as often as it happens.
 * @param on `time 20`, `scroll 50`, `leave`, `click .selector`, `event name` (which is told); anything else: at once
 */
export function whenTriggered(on: string, fire: (pressed: boolean) => void): void {
	const [name] = on.split(' ', 1);
	const value = on.slice(name!.length + 1);
	switch (name) {
		case 'time':
			setTimeout(() => fire(false), Number(value) * 1000);
			break;
		case 'scroll':
			whenScrolled(Number(value), fire);
			break;
		case 'leave':
			// Up and out of the window, to where it is closed.
			document.addEventListener('mouseout', ({ relatedTarget, clientY }) => {
				if (!relatedTarget && clientY <= 0) fire(false);
			});
			break;
		case 'click':
			document.addEventListener('click', ({ target }) => {
				if (target instanceof Element && target.closest(value)) fire(true);
			});
			break;
		case 'event':
			break;
		default:
			fire(false);
	}
}

/** Looks at most five times a second, and only while somebody scrolls. */
function whenScrolled(percent: number, fire: (pressed: boolean) => void): void {
	let waiting = 0;
	const look = (): void => {
		waiting = 0;
		const { scrollHeight } = document.documentElement;
		if (((scrollY + innerHeight) / scrollHeight) * 100 < percent) return;
		removeEventListener('scroll', heard);
		fire(false);
	};
	const heard = (): void => {
		waiting = waiting || window.setTimeout(look, 200);
	};
	addEventListener('scroll', heard, { passive: true });
}
