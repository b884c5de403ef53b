/** Where the survey's page stands: on the page itself, or above it. */
export interface Panel {
	readonly frame: HTMLIFrameElement;
	/** Shows it, as high as its page says, in pixels. */
	fit(height: number): void;
	remove(): void;
}

export interface PanelOptions {
	/** Of the survey's page. */
	readonly src: string;
	readonly mode: string;
	readonly left: boolean;
	readonly title: string;
	readonly closeLabel: string;
	/** Somebody asked for it: it gets the focus. */
	readonly pressed: boolean;
	/** Inline: where it stands. */
	readonly place: HTMLElement | undefined;
	onload(): void;
	onclose(): void;
}

/** Above whatever the website has. */
const TOP = 2147483000;

/** @param style set by the script: it passes policies that a style attribute does not */
export function make<K extends keyof HTMLElementTagNameMap>(name: K, style: string): HTMLElementTagNameMap[K] {
	const element = document.createElement(name);
	element.style.cssText = style;
	return element;
}

/** Makes it, out of sight until its page has said how high it is: what does not come leaves nothing behind. */
export function openPanel(options: PanelOptions): Panel {
	// As the survey's page decides: browsers tell a frame what the system prefers, not what its website does (Chromium 150).
	const dark = matchMedia('(prefers-color-scheme: dark)').matches;
	const paper = dark ? '#14161b' : '#faf8f4';
	const frame = make('iframe', `display:block;width:100%;height:0;border:0;background:${paper}`);
	frame.title = options.title;
	frame.onload = options.onload;
	frame.src = options.src;
	const { place } = options;
	if (place) {
		place.append(frame);
		return { frame, fit: (height) => (frame.style.height = `${height}px`), remove: () => frame.remove() };
	}

	const modal = options.mode === 'popup';
	const panel = make(
		modal ? 'dialog' : 'div',
		`position:fixed;${modal ? 'inset:0;margin:auto;width:560px' : `${options.left ? 'left' : 'right'}:16px;bottom:16px;width:400px`};z-index:${TOP};display:block;visibility:hidden;box-sizing:border-box;height:fit-content;max-width:calc(100vw - 32px);max-height:calc(100vh - 32px);padding:0;border:1px solid ${dark ? '#3b404c' : '#d9d3c6'};border-radius:16px;overflow:hidden;background:${paper};box-shadow:0 12px 40px rgba(0,0,0,.22)`
	);
	panel.setAttribute('role', 'dialog');
	panel.setAttribute('aria-label', options.title);
	panel.tabIndex = -1;
	const close = make(
		'button',
		`display:block;width:44px;height:40px;margin-left:auto;padding:0;border:0;background:none;color:${dark ? '#e8e6e1' : '#1f2430'};font:22px/1 system-ui,sans-serif;cursor:pointer`
	);
	close.type = 'button';
	close.textContent = '×';
	close.setAttribute('aria-label', options.closeLabel);
	close.onclick = options.onclose;
	panel.append(close, frame);
	panel.onkeydown = ({ key }) => {
		if (key === 'Escape') options.onclose();
	};
	panel.oncancel = options.onclose;
	document.body.append(panel);
	const focused = document.activeElement;
	let shown = false;

	function show(): void {
		shown = true;
		panel.style.visibility = 'visible';
		if (!matchMedia('(prefers-reduced-motion: reduce)').matches)
			panel.animate(
				[
					{ opacity: 0, transform: 'translateY(16px)' },
					{ opacity: 1, transform: 'none' }
				],
				220
			);
		// Only a dialog has it, and none in Safari 14.
		(panel as Partial<HTMLDialogElement>).showModal?.();
		if (options.pressed || modal) panel.focus();
	}

	return {
		frame,
		fit(height) {
			frame.style.height = `min(${height}px,calc(100vh - 74px))`;
			if (!shown) show();
		},
		remove() {
			const had = panel.contains(document.activeElement);
			panel.remove();
			if (had) (focused as HTMLElement | null)?.focus?.();
		}
	};
}
