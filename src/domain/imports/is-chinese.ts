/** Is most of what people wrote Chinese? Judged over all texts; letters of both scripts stand in many. */
export function isChinese(texts: readonly string[]): boolean {
	let chinese = 0;
	let other = 0;
	for (const text of texts) {
		const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
		const words = text.match(/\p{Script=Latin}+/gu)?.length ?? 0;
		// A word of Latin letters says about as much as two characters.
		if (han > words * 2) chinese++;
		else if (words > 0) other++;
	}
	return chinese > other;
}
