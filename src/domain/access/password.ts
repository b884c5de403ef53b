import { issue, type Issue } from '../shared/result.ts';

/**
 * Refuses what a guesser tries first: the most used passwords, one character or a keyboard row over and over, and the
 * person's own name, address or company. No composition rules: length is what helps.
 * @param context words that belong to the person: name, e-mail, company
 */
export function passwordIssues(password: string, context: readonly string[], path = 'password'): Issue[] {
	const folded = fold(password);
	const easy = common.has(folded) || isRun(folded);
	if (easy) return [issue('password_common', [path])];
	return isPersonal(folded, context.flatMap(words)) ? [issue('password_personal', [path])] : [];
}

/** Hardly anything is left once the person's own words are taken out. */
function isPersonal(folded: string, own: readonly string[]): boolean {
	const rest = [...own].sort((a, b) => b.length - a.length).reduce((text, word) => text.replaceAll(word, ''), folded);
	return rest !== folded && rest.replaceAll(/[\s._@-]/g, '').length < 4;
}

const fold = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** "Ada Lovelace", "ada@example.com" → the whole and its parts, those long enough to matter. */
const words = (text: string): string[] =>
	[fold(text), ...fold(text).split(/[\s@._-]+/)].filter((word) => word.length >= 4);

/** "aaaaaaaa", "12345678", "abababab", "abcabcabc", "qwertyuiop". */
function isRun(text: string): boolean {
	if (/^(.{1,3})\1+.?.?$/su.test(text)) return true;
	return rows.some((row) => row.includes(text) || [...row].reverse().join('').includes(text));
}

const rows = [
	'01234567890123456789',
	'abcdefghijklmnopqrstuvwxyz',
	'qwertyuiopasdfghjklzxcvbnm',
	'qwertzuiopasdfghjklyxcvbnm',
	'1qaz2wsx3edc4rfv5tgb'
];

/** The head of every published list of leaked passwords that is long enough to pass the length rule. */
const common = new Set(
	`password passw0rd p@ssw0rd p@ssword passwort password1 password12 password123 password1234 passw0rd1 passw0rd123
	iloveyou iloveyou1 princess princess1 sunshine sunshine1 football football1 baseball baseball1 superman superman1
	trustno1 starwars whatever computer michelle jennifer internet corvette mercedes maverick samantha
	steelers victoria alexander liverpool barcelona metallica welcome1 welcome123 changeme changeme1 changeit letmein1 letmein123 administrator adminadmin rootroot testtest test1234 guestguest
	qwerty12 qwerty123 qwertyui q1w2e3r4 q1w2e3r4t5 1q2w3e4r 1q2w3e4r5t 1qaz2wsx zaq12wsx asdfghjk asdfasdf zxcvbnm
	woaini1314 woaini520 a123456789 aa123456 a1234567 abc12345 abcd1234 abc123456 qq123456 123456789a
	123456abc 147258369 987654321 123123123 112233445566 11223344 88888888 66666666 13145200 19871987
	admin123 admin1234 admin123456 secret123 dragon123 monkey123 shadow123 master123 pokemon1 charlie1 michael1`
		.split(/\s+/)
		.filter(Boolean)
);
