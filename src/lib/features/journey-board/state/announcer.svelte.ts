/** What the board says to screen readers. Saying the same twice in a row must be heard twice, hence the alternation. */
export class Announcer {
	text = $state('');
	#odd = false;

	say(text: string): void {
		this.#odd = !this.#odd;
		this.text = this.#odd ? text : `${text}\u00a0`;
	}
}
