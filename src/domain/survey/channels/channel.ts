/** One way a survey goes out. Each channel is one file beside this one and one line in `all-channels.ts`. */
export interface Channel<Name extends string = string> {
	readonly name: Name;
	/** Does a person open a page? Then the collector has an address. */
	readonly opensPage: boolean;
	/** Can it be handed out as a QR code? */
	readonly printable: boolean;
	/** Counts deliveries, so that a response rate means something (metrics.md, "Rates"). */
	readonly delivers: boolean;
	/** Is the first question asked before there is a page? Then the rest may be answered later. */
	readonly asksInChat?: true;
}
