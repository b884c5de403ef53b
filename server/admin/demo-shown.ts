import type { PhoneShown } from '#contract/demo-phone.ts';

type Raw = Readonly<Record<string, unknown>>;

const textOf = (...values: unknown[]): string => {
	const found = values.find((value) => typeof value === 'string' && value !== '');
	return typeof found === 'string' ? found : '';
};

/** `{thing1: {value: '…'}}`, as templates have it on the wire, or a list. */
function fieldsOf(data: unknown): { name: string; value: string }[] {
	if (Array.isArray(data))
		return (data as Raw[]).map(({ name, value }) => ({ name: textOf(name), value: textOf(value) }));
	if (typeof data !== 'object' || data === null) return [];
	return Object.entries(data as Raw).map(([name, value]) => ({
		name,
		value: textOf(value, (value as Raw | null)?.value)
	}));
}

/**
 * What an account sent, as a phone draws it. By what is in a message rather than by its kind alone: what the stand-in learns
 * to take is drawn without a line here, as long as it is one of the looks that WeChat has.
 */
export function shownOf(message: object): PhoneShown {
	const raw = message as Raw;
	const url = textOf(raw.url, raw.page) || null;
	if (raw.kind === 'out_of_order') return { kind: 'out_of_order' };
	if (Array.isArray(raw.items)) {
		const items = (raw.items as Raw[]).map(({ id, content }) => ({ id: String(id), content: textOf(content) }));
		return { kind: 'menu', head: textOf(raw.head), items, tail: textOf(raw.tail) };
	}
	const fields = fieldsOf(raw.data ?? raw.fields);
	if (fields.length > 0) return { kind: 'template', title: textOf(raw.title), fields, url };
	const title = textOf(raw.title);
	if (url !== null) return { kind: 'card', title, text: textOf(raw.text, raw.desc, raw.description), url };
	return { kind: 'text', text: textOf(raw.text, raw.content, title) };
}
