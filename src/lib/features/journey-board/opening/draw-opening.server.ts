import type { ComponentProps } from 'svelte';
import { render } from 'svelte/server';
import { layoutJourney } from '#domain/journey/index.ts';
import type { Screen } from '#lib/screen.ts';
import { MARGIN } from '../canvas/view.svelte.ts';
import { spaceOn } from '../canvas/space.ts';
import { LIST_UP_TO, LISTS } from '../narrow.ts';
import { LIST_AHEAD } from '../outline/near.ts';
import OpeningBoard from './OpeningBoard.svelte';
import { OPENING_ID } from './dismiss-opening.ts';

type Drawn = ComponentProps<typeof OpeningBoard>;
export interface Opening extends Omit<Drawn, 'screen'> {
	/** What it is drawn for: one, or what may be met. */
	readonly screens: readonly Screen[];
}

/**
 * What a browser shows of a map until its own board is there: the same components, drawn for one size of window and shown
 * in no other. Nothing in it can be pressed or heard, or found by what the board finds its elements by.
 * @returns HTML
 */
export function drawOpening({ screens, ...rest }: Opening): string {
	const seen = screens.map((screen, index) => {
		const drawn: Drawn = { ...rest, screen };
		const { head, body } = render(OpeningBoard, { props: drawn });
		const style = `${(head.match(STYLE) ?? []).join('')}<style>${rule(drawn, index)}</style>`;
		return `${style}<div class="seen seen-${index}">${bare(body)}</div>`;
	});
	return `<div id="${OPENING_ID}" inert aria-hidden="true">${seen.join('')}</div>`;
}

/** Of parts that bring their own: the list's is fetched where it is needed. */
const STYLE = /<style[^]*?<\/style>/g;

/** Where it is not what the browser would draw, it is not shown. */
function rule(drawn: Drawn, index: number): string {
	return `@media not all and ${drawn.screen.width <= LIST_UP_TO ? listed(drawn) : mapped(drawn)}{.seen-${index}{display:none!important}}`;
}

/** What is drawn of the list has to reach the end of the window. */
const listed = ({ screen }: Drawn): string => `(${LISTS}) and (max-height: ${screen.height + LIST_AHEAD}px)`;

/** Columns may share the width. */
function mapped({ part, screen }: Drawn): string {
	const widest = screen.width + MARGIN;
	const space = spaceOn(widest);
	const shares = layoutJourney(part, space).width > layoutJourney(part, { ...space, room: 0 }).width;
	const width = shares ? `(width: ${screen.width}px)` : `(max-width: ${widest}px)`;
	return `(min-width: ${LIST_UP_TO + 1}px) and (pointer: fine) and ${width} and (max-height: ${screen.height + MARGIN}px)`;
}

/** Without what only the board needs: places for hydration, and names by which its elements are found. */
const bare = (html: string): string =>
	html
		.replace(/<!--.*?-->/gs, '')
		.replace(/<[a-z](?:[^>"]|"[^"]*")*>/g, (tag) =>
			tag.replace(/ (?:data-(?!kind|detail)[a-z-]+|tabindex|aria-[a-z-]+|role|id)="[^"]*"/g, '')
		);
