/** Twelve hues of one lightness (OKLab L 0.55): nobody is louder than the others, white text reads on each. */
export const presenceColours = [
	'#b9454c',
	'#b15204',
	'#936907',
	'#767700',
	'#398526',
	'#048568',
	'#088187',
	'#077ca4',
	'#396fc8',
	'#725ec2',
	'#9750a7',
	'#af467e'
] as const;

/** The same id has the same colour on every screen and in every session (FNV-1a over its characters). */
export function presenceColour(id: string): string {
	let hash = 0x811c9dc5;
	for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
	// The low bits of FNV of short similar ids fall into few classes: fold the high half in.
	hash = (hash ^ (hash >>> 15)) >>> 0;
	return presenceColours[hash % presenceColours.length]!;
}

const HAN = /\p{Script=Han}/u;

/**
 * One or two letters for an avatar: the family name of a Chinese name (李 of 李小明), the first letters of the
 * first and last word of others (AS of Anna Smith), the first two letters of a single word (An of Anna).
 */
export function initials(name: string): string {
	// What stands in brackets is a remark, not a name.
	const words = name
		.replace(/[(（].*?[)）]/gu, ' ')
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '');
	const first = [...(words[0] ?? '')];
	if (first.length === 0) return '?';
	if (HAN.test(first[0]!)) return first[0]!;
	const last = [...words[words.length - 1]!];
	if (words.length > 1) return (first[0]! + last[0]!).toUpperCase();
	return first[0]!.toUpperCase() + (first[1] ?? '').toLowerCase();
}
