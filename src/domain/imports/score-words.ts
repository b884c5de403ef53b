import { kindOf, type AskKind } from '../survey/index.ts';
import { valueKey } from './mapping.ts';
import { plain } from '../shared/numerals.ts';

/** Traditional characters of the words below. */
const TRADITIONAL = '無沒過寫評價選適應滿較極還願級顆點難輕鬆強絕對樂觀實題費參與棄顯棒様標資訊說確歷檔';
const SIMPLIFIED = '无没过写评价选适应满较极还愿级颗点难轻松强绝对乐观实题费参与弃显棒样标资讯说确历档';

const simplified = (text: string): string =>
	text.replace(/[\u4e00-\u9fff]/g, (sign) => SIMPLIFIED[TRADITIONAL.indexOf(sign)] ?? sign);

const words = (text: string): string[] =>
	text
		.split('|')
		.map((word) => word.trim())
		.filter((word) => word !== '');

const ABSENT = new Set(
	[
		...['', '-', '--', '---', '.', '..', '...', '?', '/', '\\', '*', '**', '_'],
		...words(
			`n/a|na|n.a.|n.a|#n/a|#na|n/d|nd|n.v.|nv|none|null|nil|nan|undefined|\\n|skip|skipped|missing|blank|empty|unanswered
			|not answered|no answer|no response|no rating|no score|no data|no opinion|no reply|no comment|not applicable|not shown
			|not rated|not available|not asked|not used|did not answer|did not use|haven't used|don't know|dont know|do not know
			|unknown|refused|declined|system missing|prefer not to say|prefer not to answer|can't say|cannot say|unsure|not sure
			|{question_not_shown}`
		),
		// German, French, Dutch, Spanish, Italian, Portuguese.
		...words(
			`k.a.|k. a.|ka|keine angabe|keine angaben|keine antwort|ohne angabe|weiß nicht|weiss nicht|übersprungen|leer|entfällt
			|nicht zutreffend|nicht beantwortet|trifft nicht zu|sans réponse|sans avis|non répondu|ne sait pas|nsp|ns/nc|nspp|ns|nc
			|non applicable|non concerné|vide|n.v.t.|nvt|weet niet|geen antwoord|geen mening|no sabe|no contesta|sin respuesta
			|no aplica|omitido|vacío|non so|nessuna risposta|non risponde|vuoto|sem resposta|não sei|não se aplica|vazio`
		),
		...words(
			`空|无|未填|未填写|未作答|未回答|未答|未选|未选择|未评|未评价|未评分|未打分|未显示|未参与|未使用|未体验|未涉及|未知|没用过
			|没有用过|没使用过|跳过|已跳过|缺失|空白|空值|没有|不适用|不清楚|不知道|不了解|不确定|不评价|不作评价|没填|拒答|拒绝回答|弃答
			|放弃|弃权|未提供|暂无|暂无评分|暂无评价|无数据|无回答|无答案|无评价|无评分|无法评价|无法判断|没有回答|没有评价|没有意见|无意见
			|不便透露|说不清|無回答|未記入|なし|該当なし|わからない|스킵|없음|무응답|해당없음|해당 없음`
		)
	].map((word) => simplified(valueKey(plain(word))))
);

/** Errors of a spreadsheet in any of its languages: #REF!, #WERT!, #¿NOMBRE?, #DIV/0!, #N/V. */
const SHEET_ERROR = /^#[¡¿]?(?:[\p{L}/]+(?:\/0)?[!?]|n\/?\p{L}{1,3}|nv)$/u;

/** Is this all of a text that says "nobody answered"? @param text plain, in lower case */
export function isAbsent(text: string): boolean {
	const said = simplified(text);
	if (ABSENT.has(said) || SHEET_ERROR.test(said) || /^[-.*_/\s]+$/.test(said)) return true;
	// Brackets of any kind around it, a full stop behind it.
	const bare = said.replace(/^[([{<【〔《〈"']+\s*|\s*[)\]}>】〕》〉"'。!]+$/g, '');
	if (ABSENT.has(bare)) return true;
	// "Don't know / not applicable"
	const parts = bare.split(/\s*(?:\/|,|、| or | oder | ou )\s*/);
	return parts.length === 2 && parts.every((part) => part !== '' && ABSENT.has(part));
}

const VERY = '(?:very|extremely|completely|highly|totally)';
const ZH_VERY = '(?:非常|很|极|极其|极为|十分|特别|完全|太)';
const BAD = 'bad|negative|dissatisfied|unhappy|poor|unlikely|unsatisfied|difficult|hard|high effort';
const GOOD = 'good|positive|satisfied|happy|likely|easy|low effort';

/** How good a word is, from the worst (0) to the best (4). */
const goodness: readonly (readonly [RegExp, number])[] = [
	[
		new RegExp(
			`^(?:${VERY} (?:${BAD})|terrible|awful|horrible|worst|not at all (?:likely|satisfied|easy)|strongly disagree` +
				`|${ZH_VERY}(?:不满意|不满|差|差劲|糟糕|不好|不同意|不可能|不愿意|不容易|不轻松|困难|费力|难)|极差|强烈不同意|绝对不会)$`
		),
		0
	],
	[
		new RegExp(
			`^(?:neg(?:ative)?|${BAD}|no|disagree|not satisfied|(?:somewhat|slightly|rather) (?:${BAD}|disagree)` +
				'|负面|负向|消极|差评|不满意|(?:不太|不是很|不怎么)(?:满意|好|同意|可能|愿意|容易|轻松)|(?:较|较为|比较|有点)不(?:满意|满|好|同意|可能|愿意|容易|轻松)' +
				'|不满|差|较差|比较差|不好|不太好|不同意|不可能|不愿意|不容易|不轻松|困难|费力|难|(?:较|比较|有点)(?:困难|费力|难))$'
		),
		1
	],
	[
		/^(?:neu(?:tral)?|ok(?:ay)?|mixed|average|fair|neither.*|so-so|moderate(?: effort)?|中性|中立|中评|一般|一般般|普通|尚可|说不准|还行|还可以|凑合|中等|适中)$/,
		2
	],
	[
		new RegExp(
			`^(?:pos(?:itive)?|${GOOD}|great|yes|agree|(?:somewhat|slightly|rather|moderately|quite) (?:${GOOD}|agree)` +
				'|正面|正向|积极|好评|(?:较|比较|基本|相当|挺|较为)?(?:满意|好|同意|可能|愿意|容易|轻松|简单)|有可能|不错|不费力|不困难|不难)$'
		),
		3
	],
	[
		new RegExp(
			`^(?:${VERY} (?:${GOOD})|excellent|outstanding|perfect|strongly agree` +
				`|${ZH_VERY}(?:满意|好|棒|同意|可能|有可能|愿意|容易|轻松|简单|省力)|极好|强烈同意|绝对会|完美|优秀)$`
		),
		4
	]
];

/** The word alone: without figures, signs and faces around it. */
const wordOf = (text: string): string =>
	simplified(valueKey(plain(text).replace(/[\p{Extended_Pictographic}\u{1f3fb}-\u{1f3ff}!！。.]+/gu, ' ')));

const SLIGHTLY = /^(?:somewhat|slightly|rather|有点|比较|较|基本|不太)/;

const goodnessOf = (word: string): number | null =>
	goodness.find(([pattern]) => pattern.test(wordOf(word)))?.[1] ?? null;

/**
 * The score a word of a column probably stands for on the kind's scale; null when it is no such word.
 * @param others words of the same column: beside "very good", "good" is not the best, and beside "agree", "somewhat agree" is less
 */
export function scoreForWord(word: string, kind: AskKind, others: readonly string[] = []): number | null {
	const found = goodnessOf(word);
	if (found === null) return null;
	const best = found === 3 && !others.some((other) => goodnessOf(other) === 4) ? 4 : found;
	const [min, max] = kindOf(kind).scale!;
	const share = inSevenths(word, best, others) ?? best / 4;
	return Math.round(min + (kind === 'ces-effort5' ? 1 - share : share) * (max - min));
}

/** Seven words are further apart: strongly, plainly, somewhat, neither. Null where there are only five. */
function inSevenths(word: string, good: number, others: readonly string[]): number | null {
	if (good !== 1 && good !== 3) return null;
	const slightly = SLIGHTLY.test(wordOf(word));
	const hasOther = others.some((other) => goodnessOf(other) === good && SLIGHTLY.test(wordOf(other)) !== slightly);
	if (!hasOther) return null;
	const far = slightly ? 1 : 2;
	return (good === 3 ? 3 + far : 3 - far) / 6;
}
