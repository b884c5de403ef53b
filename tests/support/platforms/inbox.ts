import type { Shown } from './world.ts';

/** What a phone shows, newest last; whoever draws it hears of what comes in, also of what nobody asked for. */
export class Inbox extends Array<Shown> {
	/** Cuts of it are plain lists. */
	static override get [Symbol.species](): ArrayConstructor {
		return Array;
	}
	heard: (shown: Shown) => void = () => {};

	override push(...shown: Shown[]): number {
		const length = super.push(...shown);
		shown.forEach((one) => this.heard(one));
		return length;
	}
}
