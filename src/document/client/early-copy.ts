import { keyOf } from './local-copies.ts';

/** What a copy in this browser consists of. */
export interface CopyContent {
	readonly db: IDBDatabase;
	readonly updates: readonly Uint8Array[];
	/** Theirs, in the same order. */
	readonly keys: readonly number[];
	/** Which copy of the document it is; undefined when the server never said. */
	readonly epoch: number | undefined;
}

/**
 * The copy of a document is read by the page itself, before any of its code is here: browsers take some time to open
 * the first database of a page. Whoever joins the document then takes it over.
 */
interface Early {
	readonly name: string;
	/** Null: it could not be read. */
	readonly content: Promise<CopyContent | null>;
	/** Another tab removed it. */
	readonly gone: boolean;
}

const NAME = 'wayfeltCopy';

/** The script that reads it, for a page to run first; it makes an empty one where there is none, as `copy-store.ts` does. */
export function earlyCopyScript({ document, userId }: { readonly document: string; readonly userId: string }): string {
	const key = JSON.stringify(keyOf(userId, document)).replaceAll('<', '\\u003c');
	return `(()=>{try{const key=${key},kept=localStorage.getItem(key)??'1';
localStorage.setItem(key,kept);
const early=${NAME}={name:key+'/'+kept,gone:false,content:new Promise(done=>{
const no=()=>done(null),request=indexedDB.open(key+'/'+kept);
request.onerror=no;
request.onupgradeneeded=()=>{request.result.createObjectStore('updates',{autoIncrement:true});request.result.createObjectStore('custom')};
request.onsuccess=()=>{const db=request.result;
db.onversionchange=()=>{early.gone=true;db.close()};
try{const all=db.transaction(['updates','custom'],'readonly'),stored=all.objectStore('updates');
const updates=stored.getAll(),keys=stored.getAllKeys(),epoch=all.objectStore('custom').get('epoch');
all.oncomplete=()=>done({db,updates:updates.result,keys:keys.result,epoch:epoch.result});
all.onabort=no}catch{no()}}})}}catch{}})()`;
}

/** What the page reads of the copy of that name; null if it reads none, or could not. */
export function takeEarlyCopy(name: string): Promise<CopyContent | null> | null {
	const early = take();
	if (early?.name === name) return early.content.then((content) => (early.gone ? null : content));
	closeEarly(early);
	return null;
}

/** Nobody reads it. */
export const dropEarlyCopy = (): void => closeEarly(take());

function closeEarly(early: Early | undefined): void {
	void early?.content.then((content) => content?.db.close());
}

function take(): Early | undefined {
	const early = Reflect.get(globalThis, NAME) as Early | undefined;
	Reflect.deleteProperty(globalThis, NAME);
	return early;
}
