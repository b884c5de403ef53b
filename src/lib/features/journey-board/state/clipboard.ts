import { itemKind, type CardKind, type Channel, type Item } from '#domain/journey/index.ts';

/** What "copy" keeps: content without identity. A pasted touchpoint is a new touchpoint, without answers. */
export type Copied =
	| {
			readonly kind: 'touchpoint';
			readonly title: string;
			readonly description: string;
			readonly channel: Channel;
			readonly momentOfTruth: boolean;
			readonly departmentId: string | null;
	  }
	| { readonly kind: CardKind; readonly title: string; readonly description: string };

export function copyOf(item: Item): Copied {
	const { title, description } = item;
	if (item.type === 'touchpoint') {
		const { channel, momentOfTruth, departmentId } = item;
		return { kind: 'touchpoint', title, description, channel, momentOfTruth, departmentId };
	}
	return { kind: itemKind(item) as CardKind, title, description };
}
