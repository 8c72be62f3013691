/** Text in the encodings of older Chinese systems. The only importer of `iconv-lite`. */
import iconv from 'iconv-lite';

/** GBK bytes; a sign that GBK lacks becomes «?». */
export const encodeGbk = (text: string): Uint8Array => iconv.encode(text, 'gbk');
