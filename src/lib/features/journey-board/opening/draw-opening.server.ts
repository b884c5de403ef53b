import type { ComponentProps } from 'svelte';
import { render } from 'svelte/server';
import { layoutJourney } from '#domain/journey/index.ts';
import { MARGIN } from '../canvas/view.svelte.ts';
import { spaceOn } from '../canvas/space.ts';
import OpeningBoard from './OpeningBoard.svelte';
import { OPENING_ID } from './dismiss-opening.ts';

export type Opening = ComponentProps<typeof OpeningBoard>;

/**
 * What a browser shows of a map until its own board is there: the same components, drawn for one size of window and shown
 * in no other. Nothing in it can be pressed or heard, or found by what the board finds its elements by.
 * @returns HTML
 */
export function drawOpening(opening: Opening): string {
	const { body } = render(OpeningBoard, { props: opening });
	return `<style>${rule(opening)}</style><div id="${OPENING_ID}" inert aria-hidden="true">${bare(body)}</div>`;
}

/** Where it is not what the browser would draw, it is not shown: narrow screens list the map, and columns may share the width. */
function rule({ part, screen }: Opening): string {
	const widest = screen.width + MARGIN;
	const space = spaceOn(widest);
	const shares = layoutJourney(part, space).width > layoutJourney(part, { ...space, room: 0 }).width;
	const width = shares ? `(width: ${screen.width}px)` : `(max-width: ${widest}px)`;
	return `@media not all and (min-width: 641px) and (pointer: fine) and ${width} and (max-height: ${screen.height + MARGIN}px){#${OPENING_ID}{display:none}}`;
}

/** Without what only the board needs: places for hydration, and names by which its elements are found. */
const bare = (html: string): string =>
	html
		.replace(/<!--.*?-->/gs, '')
		.replace(/<[a-z](?:[^>"]|"[^"]*")*>/g, (tag) =>
			tag.replace(/ (?:data-(?!kind|detail)[a-z-]+|tabindex|aria-[a-z-]+|role)="[^"]*"/g, '')
		);
