import { SCRATCH } from '../../documents/scratch.ts';
import { onlyMaps, type Roots } from '../bytes/roots.ts';
import type { CollabRequest, Follow, Grant, Refusal, ServedKind } from '../ports.ts';

/** Of a kind that this program does not serve (any more): nobody may write in it. */
const nowhere = onlyMaps([]);

/** The kinds of document that collaboration serves, each asked by its name. */
export class ServedKinds {
	readonly #kinds: ReadonlyMap<string, ServedKind>;

	constructor(kinds: readonly ServedKind[]) {
		this.#kinds = new Map(kinds.map((kind) => [kind.name, kind]));
		if (this.#kinds.size < kinds.length || this.#kinds.has(SCRATCH))
			throw new Error('two kinds of document have the same name');
	}

	/** Where people may write; null: everywhere. */
	rootsOf(kind: string): Roots | null {
		return kind === SCRATCH ? null : (this.#kinds.get(kind)?.roots ?? nowhere);
	}

	async authorize(request: CollabRequest, kind: string, id: string): Promise<Grant | Refusal> {
		return (await this.#kinds.get(kind)?.authorize(request, id)) ?? { refused: 'not_found' };
	}

	followOf(kind: string): Follow | undefined {
		return this.#kinds.get(kind)?.follow;
	}
}
