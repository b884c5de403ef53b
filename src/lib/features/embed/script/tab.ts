import { make } from './panel.ts';

/** A button at the edge of the window, its words from top to bottom. */
export function makeTab(label: string, left: boolean, onpress: () => void): HTMLButtonElement {
	const button = make(
		'button',
		`position:fixed;top:50%;${left ? 'left' : 'right'}:0;transform:translateY(-50%);z-index:2147482999;min-width:44px;padding:16px 8px;border:0;border-radius:${left ? '0 10px 10px 0' : '10px 0 0 10px'};background:#1f2430;color:#fff;font:600 15px/1.3 system-ui,sans-serif;writing-mode:vertical-rl;cursor:pointer`
	);
	button.type = 'button';
	button.textContent = label;
	button.onclick = onpress;
	return button;
}
