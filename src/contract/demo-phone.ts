/** What the demo's phone and its page agree on (`/demo/phone`). Types only: nothing of it is in the API. */

/** A code that can be scanned. */
export interface PhoneCode {
	/** Of the collector; its picture is where every collector's is. */
	readonly id: string;
	/** `wechat`: into the chat; the others open the page. */
	readonly channel: string;
	readonly journeyId: string;
	readonly journeyTitle: string;
	readonly touchpointId: string;
	readonly touchpointTitle: string;
	readonly surveyTitle: string;
	/** Where it hangs. */
	readonly place: string | null;
}

/** What the account sends, as WeChat shows it. */
export type PhoneShown =
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'card'; readonly title: string; readonly text: string; readonly url: string }
	| {
			readonly kind: 'menu';
			readonly head: string;
			readonly items: readonly { readonly id: string; readonly content: string }[];
			readonly tail: string;
	  }
	| {
			readonly kind: 'template';
			readonly title: string;
			readonly fields: readonly { readonly name: string; readonly value: string }[];
			readonly url: string | null;
	  }
	/** 该公众号提供的服务出现故障: the server did not answer, or not as it should. */
	| { readonly kind: 'out_of_order' };

export type PhoneMessage = { readonly id: number; readonly at: string } & (
	| { readonly from: 'account'; readonly shown: PhoneShown }
	| { readonly from: 'me'; readonly text: string }
	| { readonly from: 'phone'; readonly did: 'scan' | 'follow' | 'leave' }
);

export interface PhoneState {
	/** Grows with every change. */
	readonly version: number;
	/** False: the workspace's WeChat account is none of the demo's (any more). */
	readonly isConnected: boolean;
	readonly follows: boolean;
	readonly messages: readonly PhoneMessage[];
}

/** What the phone shows after something was done with it. */
export type PhoneScreen =
	| { readonly at: 'chats' | 'chat' }
	/** WeChat asks whoever scans and does not follow yet; `code` is what was scanned. */
	| { readonly at: 'follow'; readonly code: string }
	/** In WeChat's browser. */
	| { readonly at: 'page'; readonly path: string }
	| { readonly at: 'nothing' };

export interface PhoneAnswer {
	readonly screen: PhoneScreen;
	readonly state: PhoneState;
	/** Whose code was scanned, where that is known. */
	readonly scanned: Pick<PhoneCode, 'id' | 'journeyId' | 'touchpointId'> | null;
}
