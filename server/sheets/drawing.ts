/** Pages as shapes, in px of 1/96 inch; PDF and PNG are both made of them, so that they cannot differ. */

/** A4, lying. */
export const PAGE = { width: 1123, height: 794 } as const;

export interface Size {
	readonly width: number;
	readonly height: number;
}

export type Weight = 'regular' | 'bold';

export interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

export interface Line {
	readonly color: string;
	readonly width: number;
	readonly dash?: number;
}

export type Shape =
	| ({ readonly kind: 'box'; readonly radius: number; readonly fill?: string; readonly line?: Line } & Box)
	/** SVG's path letters; cut off at the box where there is one. */
	| {
			readonly kind: 'path';
			readonly d: string;
			readonly fill?: string;
			readonly line?: Line;
			readonly within?: Box & { readonly radius: number };
			/** Where its own origin lies, and how large it is drawn. */
			readonly at?: { readonly x: number; readonly y: number; readonly scale: number };
			readonly opacity?: number;
			readonly evenOdd?: boolean;
	  }
	/** PNG or JPEG, as the address of itself (`data:`). */
	| ({ readonly kind: 'image'; readonly href: string } & Box)
	| { readonly kind: 'circle'; readonly x: number; readonly y: number; readonly r: number; readonly fill: string }
	| Text;

export interface Text {
	readonly kind: 'text';
	readonly x: number;
	/** Of the line that letters stand on. */
	readonly y: number;
	readonly size: number;
	readonly weight: Weight;
	readonly color: string;
	readonly text: string;
	readonly href?: string;
}

/** What is read as one, in the order of reading. */
export interface Block {
	readonly role: 'H1' | 'P' | 'TH' | 'TD';
	/** Blocks of one table row. */
	readonly row?: number;
	/** Said instead of its letters. */
	readonly alt?: string;
	/** Upside down, turned about this point. */
	readonly turned?: { readonly x: number; readonly y: number };
	readonly shapes: readonly Shape[];
}

export interface Drawing {
	readonly lang: string;
	readonly title: string;
	readonly size: Size;
	readonly pages: readonly (readonly Block[])[];
}
