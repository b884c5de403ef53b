/**
 * Waits for what the snippet names, once or as often as it happens.
 * @param on `time 20`, `scroll 50`, `leave`, `click .selector`, `event name`; anything else: at once
 * @returns the name of the website's own event that fires it, if it is one
 */
export function whenTriggered(on: string, fire: (pressed: boolean) => void): string | undefined {
	const [name] = on.split(' ', 1);
	const value = on.slice(name!.length + 1);
	switch (name) {
		case 'time':
			setTimeout(() => fire(false), Number(value) * 1000);
			return;
		case 'scroll':
			return whenScrolled(Number(value), fire);
		case 'leave':
			// Up and out of the window, to where it is closed.
			document.addEventListener('mouseout', ({ relatedTarget, clientY }) => {
				if (!relatedTarget && clientY <= 0) fire(false);
			});
			return;
		case 'click':
			document.addEventListener('click', ({ target }) => {
				if (target instanceof Element && target.closest(value)) fire(true);
			});
			return;
		case 'event':
			return value;
		default:
			fire(false);
	}
}

/** Looks at most five times a second, and only while somebody scrolls. */
function whenScrolled(percent: number, fire: (pressed: boolean) => void): undefined {
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
