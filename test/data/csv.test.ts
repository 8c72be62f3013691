import Type from 'typebox';
import { describe, expect, it } from 'vitest';
import { parseReference } from '../../data/csv.ts';
import { AppError } from '../../data/errors.ts';

const Row = Type.Object({
  name: Type.String({ minLength: 1 }),
  size: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]),
  open: Type.Boolean(),
});
const parse = (content: string) => parseReference(content, Row, 'x.csv');

function failure(content: string): AppError {
  try {
    parse(content);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('reference CSV', () => {
  it('reads quotes, commas, line breaks within quotes, CRLF and a missing last line end', () => {
    expect(parse('name,size,open\r\n"a, ""b""\nc",3,true\r\nd,,false')).toEqual([
      { name: 'a, "b"\nc', size: 3, open: true },
      { name: 'd', size: null, open: false },
    ]);
  });

  it('takes columns in any order and an empty last cell', () => {
    expect(parse('open,name,size\ntrue,a,\n')).toEqual([{ name: 'a', size: null, open: true }]);
    expect(parse('open,name,size\ntrue,a,')).toEqual([{ name: 'a', size: null, open: true }]);
  });

  it.each([
    ['an empty file', '', 1],
    ['a missing column', 'name,size\na,1\n', 1],
    ['an unknown column', 'name,size,open,more\na,1,true,x\n', 1],
    ['a repeated column', 'name,size,open,open\na,1,true,true\n', 1],
    ['a ragged row', 'name,size,open\na,1,true\nb,2\n', 3],
    ['an empty line', 'name,size,open\na,1,true\n\nb,2,true\n', 3],
    ['a value outside the schema', 'name,size,open\na,-1,true\n', 2],
    ['a number that is text', 'name,size,open\na,one,true\n', 2],
    ['a boolean that is text', 'name,size,open\na,1,yes\n', 2],
    ['an empty required cell', 'name,size,open\n,1,true\n', 2],
    ['an unclosed quote', 'name,size,open\n"a,1,true\n', 2],
    ['text beside quotes', 'name,size,open\n"a"b,1,true\n', 2],
    ['a bad row after a quoted line break', 'name,size,open\n"a\nb",1,true\nc,x,true\n', 4],
  ])('refuses %s and names the line', (_, content, line) => {
    const error = failure(content);
    expect(error.code).toBe('reference_invalid');
    expect(error.place).toEqual({ file: 'x.csv', line });
  });
});
