import fc from 'fast-check';
import * as Y from 'yjs';

/**
 * Documents that Yjs can hold, whatever made them: for whoever reads one. Half of the fields are of the journey's own
 * kinds, so that most documents have records; the rest is what a hostile or broken client can put there.
 */

/** Texts with what databases, JSON and regular expressions stumble over. */
const hardText = fc.oneof(
	fc.string(),
	fc.string({ unit: 'binary' }),
	fc.constantFrom(
		'a\0b',
		'\0',
		'\ud83d',
		'x\udc00y',
		'\u2028',
		'__proto__',
		'',
		'𠮷野家',
		'e\u0301',
		'\\u0000',
		'\ufeff'
	),
	fc.nat(30).map((n) => '长'.repeat(n * 100)),
	fc.nat(30).map((n) => '😀'.repeat(n * 100))
);

const uuid = (n: number): string => `01890000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
/** Few of them, so that records meet. */
const id = fc.nat(8).map(uuid);
const key = fc.oneof({ weight: 4, arbitrary: id }, { weight: 1, arbitrary: hardText });

/** What a Y.Map can hold beside shared types. */
const anyValue: fc.Arbitrary<unknown> = fc.oneof(
	hardText,
	fc.double(),
	fc.integer(),
	fc.boolean(),
	fc.constantFrom(null, undefined, 9007199254740993n, -0, NaN, Infinity, Number.MAX_VALUE),
	fc.uint8Array({ maxLength: 20 }),
	fc.array(hardText, { maxLength: 3 }),
	fc.dictionary(hardText, hardText, { maxKeys: 3 }),
	fc.integer({ min: 1, max: 400 }).map((depth) => nested(depth))
);

function nested(depth: number): unknown {
	let value: unknown = 'bottom';
	for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { in: value };
	return value;
}

/** Made anew for each document: a shared type belongs to one. */
const shared: fc.Arbitrary<() => unknown> = fc.oneof(
	hardText.map((text) => () => new Y.Text(text)),
	fc.constant(() => new Y.Map([['inner', new Y.Text('x')]])),
	fc.constant(() => Y.Array.from([1, 'two', null])),
	fc.constant(() => new Y.XmlElement('p')),
	fc.constant(() => new Y.XmlText('xml')),
	fc.constant(() => new Y.Doc()),
	fc.integer({ min: 2, max: 100 }).map((depth) => () => deepMap(depth))
);

/** Maps in maps. */
function deepMap(depth: number): Y.Map<unknown> {
	let map = new Y.Map<unknown>([['bottom', 1]]);
	for (let i = 0; i < depth; i++) map = new Y.Map<unknown>([['k', map]]);
	return map;
}

const field = fc.oneof(
	fc
		.tuple(fc.constantFrom('title', 'description', 'name', 'label'), hardText)
		.map(([name, text]) => [name, () => new Y.Text(text)] as const),
	fc
		.tuple(fc.constantFrom('sceneId', 'laneId', 'departmentId', 'fromId', 'toId'), id)
		.map(([name, value]) => [name, () => value] as const),
	fc
		.tuple(fc.constant('order'), fc.constantFrom('a0', 'a1', 'Zz', 'b00V', `a0${'V'.repeat(250)}`))
		.map(([name, value]) => [name, () => value] as const),
	fc
		.tuple(fc.constantFrom('kind', 'channel'), fc.constantFrom('touchpoints', 'note', 'store', 'as-is'))
		.map(([name, value]) => [name, () => value] as const),
	fc.tuple(fc.oneof(fc.constantFrom('title', 'order', 'sceneId', 'width', 'momentOfTruth'), hardText), shared),
	fc.tuple(
		fc.oneof(fc.constantFrom('title', 'order', 'sceneId', 'departmentId', 'channel'), hardText),
		anyValue.map((value) => () => value)
	)
);

const record = fc.oneof(
	{
		weight: 6,
		arbitrary: fc
			.tuple(hardText, id, id, fc.array(field, { maxLength: 4 }))
			.map(([title, sceneId, laneId, fields]) => () => {
				const whole: (readonly [string, () => unknown])[] = [
					['title', () => new Y.Text(title)],
					['order', () => 'a0'],
					['sceneId', () => sceneId],
					['laneId', () => laneId],
					['kind', () => 'note']
				];
				return fill(new Y.Map<unknown>(), [...whole, ...fields]);
			})
	},
	{ weight: 1, arbitrary: shared },
	{ weight: 1, arbitrary: anyValue.map((value) => () => value) }
);

function fill(map: Y.Map<unknown>, fields: readonly (readonly [string, () => unknown])[]): Y.Map<unknown> {
	for (const [name, make] of fields) map.set(name, make());
	return map;
}

const roots = ['scenes', 'lanes', 'touchpoints', 'cards', 'paths', 'personas', 'markers', 'elsewhere'];
const entries = fc.array(fc.tuple(fc.constantFrom(...roots), key, record), { maxLength: 25 });
const others = fc.array(fc.tuple(fc.constantFrom('journey', 'document'), fc.oneof(field)), { maxLength: 6 });

/** One update with everything; null where Yjs itself refuses to write it. */
export const anyDocument: fc.Arbitrary<Uint8Array | null> = fc.tuple(entries, others).map(([records, about]) => {
	const doc = new Y.Doc();
	for (const [root, name, make] of records) attempt(() => doc.getMap(root).set(name, make()));
	for (const [root, [name, make]] of about) attempt(() => doc.getMap(root).set(name, make()));
	// A scene that is always right: it must arrive whatever lies beside it.
	doc.getMap('scenes').set(
		GOOD,
		fill(new Y.Map<unknown>(), [
			['title', () => new Y.Text('Good one')],
			['order', () => 'a0']
		])
	);
	try {
		return Y.encodeStateAsUpdate(doc);
	} catch {
		return null;
	} finally {
		doc.destroy();
	}
});

export const GOOD = uuid(0xabc);

/** Yjs refuses some values by itself (functions, symbols, what its encoder cannot write). */
function attempt(work: () => unknown): void {
	try {
		work();
	} catch {
		// Nothing of it is in the document.
	}
}
