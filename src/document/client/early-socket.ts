import { keyOf } from './local-copies.ts';

/**
 * The socket of a document that this browser keeps no copy of is opened by the page itself, before any of its code is
 * here: what the server has of the document arrives beside the code. Whoever joins the document then takes the socket
 * over, with what was heard meanwhile, as if it had just opened it – refusals too, which come as close codes.
 */
interface Early {
	readonly socket: WebSocket;
	/** Messages so far. */
	readonly heard: ArrayBuffer[];
	/** The document was asked for. */
	asked: boolean;
	/** How it ended, if it did. */
	ended: { readonly code: number; readonly reason: string } | null;
}

const NAME = 'wayfeltEarly';

/** "What do you have that I lack?", asked by an empty document: a sync message (0), step one (0), a state vector of one byte that lists nothing. */
export const ASK_ALL = [0, 0, 1, 0] as const;

export interface EarlySocket {
	/** `journey/<id>` */
	readonly document: string;
	/** Number of the schema that the program writes. */
	readonly schema: number;
	readonly userId: string;
}

/** The script that opens it, for a page to run first. With a copy in this browser it does nothing: that is shown, and says what is asked for. */
export function earlySocketScript({ document, schema, userId }: EarlySocket): string {
	const text = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');
	return `(()=>{try{if(localStorage.getItem(${text(keyOf(userId, document))}))return}catch{}
const socket=new WebSocket(location.origin.replace(/^http/,'ws')+${text(`/collab/${document}?schema=${schema}`)}),early={socket,heard:[],asked:false,ended:null};
socket.binaryType='arraybuffer';
socket.onopen=()=>{early.asked=true;socket.send(new Uint8Array(${text(ASK_ALL)}))};
socket.onmessage=({data})=>early.heard.push(data);
socket.onclose=({code,reason})=>early.ended={code,reason};
${NAME}=early})()`;
}

/**
 * A WebSocket class whose first socket is the one that the page opened, if that is for the same address.
 * @param isEmpty has the document that joins still nothing of its own?
 */
export function takingEarly(Base: typeof WebSocket, isEmpty: () => boolean): typeof WebSocket {
	return class extends Base {
		constructor(url: string | URL, protocols?: string | string[]) {
			const early = take();
			if (early && early.socket.url === String(url) && isEmpty()) {
				// What a constructor returns is what `new` gives.
				return adopt(early) as never;
			}
			early?.socket.close();
			super(url, protocols);
		}
	};
}

/** Nobody joins: the page shows something else. */
export const dropEarly = (): void => take()?.socket.close();

function take(): Early | undefined {
	const early = Reflect.get(globalThis, NAME) as Early | undefined;
	Reflect.deleteProperty(globalThis, NAME);
	return early;
}

/** Tells whoever listens from now on what happened so far, before anything new. */
function adopt(early: Early): WebSocket {
	const { socket, heard } = early;
	socket.onopen = socket.onmessage = socket.onclose = null;
	if (early.asked) passFirst(socket);
	queueMicrotask(() => {
		if (early.asked) socket.onopen?.(new Event('open'));
		for (const data of heard) socket.onmessage?.(new MessageEvent('message', { data }));
		if (early.ended) socket.onclose?.(new CloseEvent('close', early.ended));
	});
	return socket;
}

/** The provider asks as soon as it hears that the socket is open. This one was asked already. */
function passFirst(socket: WebSocket): void {
	const { send } = socket;
	let asked = false;
	socket.send = (message) => {
		if (asked) return send.call(socket, message);
		asked = true;
	};
}
