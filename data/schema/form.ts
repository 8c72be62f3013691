/** A form that offices fill in: its layout as data, from which follow how it is read, its blank template and its demo file. */
import Type from 'typebox';

export const FormColumn = Type.Object(
  {
    heading: Type.Array(Type.String(), {
      minItems: 1,
      maxItems: 3,
      description: 'merged headings from top to bottom; the last stands above the cells, units in brackets',
    }),
    field: Type.Union([Type.String(), Type.Null()], {
      description: 'field of the library; null: the form asks for it and we do not keep it',
    }),
    required: Type.Optional(Type.Boolean()),
    values: Type.Optional(Type.Array(Type.String(), { description: 'what may stand here, offered as a list' })),
    note: Type.Optional(Type.String({ description: 'how to fill it in, in Chinese' })),
    only_if: Type.Optional(
      Type.Object({ heading: Type.String(), is: Type.Array(Type.String()) }, { description: 'asked only then' }),
    ),
  },
  { additionalProperties: false },
);
export type FormColumn = Type.Static<typeof FormColumn>;

export const Form = Type.Object(
  {
    form_id: Type.String({ pattern: '^[a-z][a-z-]*$' }),
    library: Type.String(),
    title: Type.String({ description: 'heading line of the form, in Chinese' }),
    sheet: Type.String(),
    unit_line: Type.Optional(Type.String({ description: 'line between title and header, such as 单位：万元' })),
    column_numbers: Type.Optional(Type.Boolean({ description: 'a line 1, 2, 3 … stands under the header' })),
    columns: Type.Array(FormColumn, { minItems: 2 }),
    notes: Type.Array(Type.String(), { description: 'lines for the sheet of instructions, in Chinese' }),
    source: Type.String({ description: 'where the layout was seen, or that it is proposed' }),
  },
  { additionalProperties: false },
);
export type Form = Type.Static<typeof Form>;
