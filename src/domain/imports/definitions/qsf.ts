import type { LocalText } from '../../shared/locale.ts';
import type { FoundKind } from '../shapes/shape.ts';
import type { Asked, AskedSurvey, ChangeNote } from './asked.ts';
import { isObject, measureOf, objects, plainText, type Json } from './scales.ts';
import { localOf } from './to-content.ts';

const PIPED = /\$\{[^}]{1,200}\}/g;
const SATISFIED = /satisf|zufrieden|满意|滿意/i;
/** Kinds that say something, or measure the page. */
const STATEMENTS = ['DB', 'Timing', 'Meta', 'Captcha'];

/** A survey as Qualtrics writes it (.qsf). @returns null when it is none */
export function qsf(input: unknown): AskedSurvey | null {
	if (!isObject(input) || !isObject(input.SurveyEntry) || !Array.isArray(input.SurveyElements)) return null;
	const elements = objects(input.SurveyElements);
	const byId = new Map<string, Json>();
	for (const { Element, PrimaryAttribute, Payload } of elements)
		if (Element === 'SQ' && isObject(Payload)) byId.set(String(Payload.QuestionID ?? PrimaryAttribute), Payload);
	const found = inOrder(elements, byId).map(questionOf);
	const notes: ChangeNote[] = [];
	if (elements.some(({ Element, Payload }) => Element === 'FL' && branches(Payload))) notes.push('logic');
	if (found.some(({ other }) => other)) notes.push('languages');
	const { SurveyName } = input.SurveyEntry;
	return { title: plainText(SurveyName), questions: found.map(({ other: _, ...one }) => one), notes };
}

/** As the blocks have them, without those in the bin; questions that no block names come last. */
function inOrder(elements: readonly Json[], byId: ReadonlyMap<string, Json>): Json[] {
	const blocks = elements.filter(({ Element }) => Element === 'BL').flatMap(({ Payload }) => objects(Payload));
	const ids = (some: readonly Json[]): string[] =>
		some.flatMap(({ BlockElements }) =>
			objects(BlockElements).flatMap(({ QuestionID }) => (QuestionID === undefined ? [] : String(QuestionID)))
		);
	const binned = new Set(ids(blocks.filter(({ Type }) => Type === 'Trash')));
	const placed = ids(blocks.filter(({ Type }) => Type !== 'Trash'));
	const order = new Set([...placed, ...[...byId.keys()].filter((id) => !binned.has(id))]);
	return [...order].flatMap((id) => {
		const payload = byId.get(id);
		return payload === undefined ? [] : [payload];
	});
}

/** Whether the flow does anything but show one block after the other. */
const branches = (flow: unknown): boolean =>
	/"Type":"(Branch|Randomizer|BlockRandomizer|Quota|EndSurvey)"/.test(JSON.stringify(flow ?? null));

function questionOf(payload: Json): Asked & { readonly other: boolean } {
	const { text, other, piped } = textOf(payload);
	const said = Object.values(text).join(' ');
	const { found, notes, range } = kindOf(payload, said);
	const settings =
		isObject(payload.Validation) && isObject(payload.Validation.Settings) ? payload.Validation.Settings : {};
	const all: ChangeNote[] = [...notes];
	if (['DisplayLogic', 'SkipLogic', 'InPageDisplayLogic'].some((name) => payload[name])) all.push('logic');
	if (settings.Type !== undefined && settings.Type !== 'None' && found !== 'number') all.push('validation');
	if (piped) all.push('piped');
	return {
		name: typeof payload.DataExportTag === 'string' ? payload.DataExportTag : '',
		text,
		found,
		required: settings.ForceResponse === 'ON',
		...range,
		notes: all,
		other
	};
}

interface Kind {
	readonly found: FoundKind | null;
	readonly notes: readonly ChangeNote[];
	readonly range?: { readonly min: number | null; readonly max: number | null };
}

function kindOf(payload: Json, said: string): Kind {
	const selector = String(payload.Selector ?? '');
	const plain = (found: FoundKind | null): Kind => ({ found, notes: [] });
	switch (payload.QuestionType) {
		case 'MC':
			if (selector === 'NPS') return plain('nps');
			if (/^MA/.test(selector) || selector === 'MSB') return plain('several');
			return isSatisfaction(payload) ? { found: 'csat', notes: ['scale_words'] } : plain('one');
		case 'TE': {
			if (selector === 'FORM') return plain('grid');
			const validation =
				isObject(payload.Validation) && isObject(payload.Validation.Settings) ? payload.Validation.Settings : {};
			return plain(validation.ContentType === 'ValidNumber' ? 'number' : 'text');
		}
		case 'Slider': {
			const settings = isObject(payload.Configuration) ? payload.Configuration : {};
			const [min, max] = [Number(settings.CSSliderMin ?? 0), Number(settings.CSSliderMax ?? 100)];
			if (Object.keys(isObject(payload.Choices) ? payload.Choices : {}).length > 1) return plain('grid');
			const found = measureOf(said, min, max);
			const range = { min: Number.isFinite(min) ? min : null, max: Number.isFinite(max) ? max : null };
			return found === 'number' ? { found, notes: ['as_number'], range } : { found, notes: ['scale_words'] };
		}
		case 'RO':
			return plain('rank');
		case 'Matrix':
		case 'SBS':
		case 'CS':
			return plain('grid');
		default:
			return { found: null, notes: STATEMENTS.includes(String(payload.QuestionType)) ? ['statement'] : [] };
	}
}

/** Five choices that all speak of being satisfied, or most of them. */
function isSatisfaction({ Choices }: Json): boolean {
	const texts = objects(Choices).map(({ Display }) => plainText(Display));
	return texts.length === 5 && texts.filter((text) => SATISFIED.test(text)).length >= 4;
}

function textOf(payload: Json): { text: LocalText; other: boolean; piped: boolean } {
	const raw = payload.QuestionText;
	const read = (html: unknown): string => plainText(html).replace(PIPED, '…');
	const own = read(raw) || read(payload.QuestionDescription);
	const text: LocalText = own === '' ? {} : localOf(own);
	let other = false;
	for (const [tag, translated] of Object.entries(isObject(payload.Language) ? payload.Language : {})) {
		const said = isObject(translated) ? read(translated.QuestionText) : '';
		if (said === '') continue;
		if (/^EN/i.test(tag)) text.en = said;
		else if (/^ZH-S$|^ZH-CN$|^ZH$/i.test(tag)) text['zh-CN'] = said;
		else other = true;
	}
	return { text, other, piped: typeof raw === 'string' && raw.search(PIPED) >= 0 };
}
