import { joinedJourney, type JourneyTypes, type OwnBoardPresence } from '#document/kinds/journey/joined.ts';
import type { Source } from './board.svelte.ts';
import { OpenDocument, type OpenOptions } from './open-document.svelte.ts';
import { People } from './people.svelte.ts';

export type SessionOptions = Omit<OpenOptions<JourneyTypes>, 'kind'>;

/** One open board: the journey, and who else is on it. */
export class Session extends OpenDocument<JourneyTypes> implements Source {
	readonly people: People;

	constructor(options: SessionOptions) {
		super({ ...options, kind: joinedJourney });
		this.people = new People({ say: (own: Partial<OwnBoardPresence>) => this.show(own) });
		this.onothers = (others) => this.people.take(others);
	}
}
