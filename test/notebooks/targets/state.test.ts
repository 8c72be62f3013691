import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readState, type State, tops, writeState } from '../../../notebooks/targets/state.ts';

describe('state in the address', () => {
  it('is empty by default', () => expect(writeState(readState(''))).toBe(''));

  it('reads back what it wrote', () => {
    const id = fc.option(fc.string({ minLength: 1 }), { nil: null });
    const weight = fc.integer({ min: 0, max: 60 }).map((tenths) => tenths / 10);
    const state: fc.Arbitrary<State> = fc.record({
      link: id,
      district: id,
      lang: fc.constantFrom('zh', 'en'),
      top: fc.constantFrom(...tops),
      weights: fc.dictionary(fc.constantFrom('scale', 'placement', 'gap'), weight, { noNullPrototype: true }),
      limits: fc.record(
        {
          score_from: fc.integer(),
          capital_cny_below: fc.integer(),
          founded_from: fc.integer(),
          provinces: fc.constantFrom('广东', '广东,江苏'),
        },
        { requiredKeys: [], noNullPrototype: true },
      ),
      open: id,
    });
    fc.assert(
      fc.property(state, (given) => {
        expect(readState(writeState(given))).toEqual(given);
      }),
    );
  });

  it('drops what it does not understand', () => {
    expect(
      readState('?top=7&lang=fr&weights=scale:x,gap:-1,zone:0.5&score_from=x&founded_below=&provinces='),
    ).toMatchObject({
      top: 50,
      lang: 'zh',
      weights: { zone: 0.5 },
      limits: {},
    });
  });
});
