// For tsc only: the part of the library that qr_worker.js uses.
type Found = { text: string; bytes: Uint8Array; hasECI: boolean; contentType: string };
export function prepareZXingModule(options: object): Promise<unknown>;
export function readBarcodes(image: ImageData, options: object): Promise<Found[]>;
