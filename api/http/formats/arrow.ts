/** Lists as an Arrow IPC stream. The only importer of apache-arrow. Texts are plain UTF-8, times are UTC microseconds. */
import {
  Bool,
  type Data,
  type DataType,
  DateDay,
  Field,
  Float64,
  Int64,
  List,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  TimestampMicrosecond,
  Utf8,
} from 'apache-arrow';
import type { Column } from '../../../data/schema/columns.ts';
import { kindOf, type VectorBatch, type VectorColumn } from '../../../data/store/index.ts';

/** Batches of columns in Arrow's layout → the bytes of the stream, one piece a batch: nothing is read before it is asked for. */
export async function* arrowStream(columns: Column[], batches: AsyncIterable<VectorBatch>): AsyncGenerator<Buffer> {
  const schema = new Schema(columns.map((c) => new Field(c.name, arrowType(c.type), true)));
  const writer = new Pieces();
  // An empty list still says what its columns are.
  writer.reset(undefined, schema);
  yield writer.take();
  for await (const { rows, columns: vectors } of batches) {
    const children = vectors.map((vector, i) => arrowData(columns[i]!.type, vector));
    const struct = makeData({ type: new Struct(schema.fields), length: rows, nullCount: 0, children });
    writer.write(new RecordBatch(schema, struct));
    yield writer.take();
  }
  writer.finish();
  yield writer.take();
}

/** The writer's own queue cannot say when a batch is complete; this one hands over what was written since it was last asked. */
class Pieces extends RecordBatchStreamWriter {
  private pieces: Uint8Array[] = [];

  protected override _write(chunk: ArrayBufferView | null): this {
    if (chunk && chunk.byteLength > 0) {
      this.pieces.push(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength));
      this._position += chunk.byteLength;
    }
    return this;
  }

  take(): Buffer {
    const taken = Buffer.concat(this.pieces);
    this.pieces = [];
    return taken;
  }
}

function arrowType(type: string): DataType {
  switch (kindOf(type)) {
    case 'real':
      return new Float64();
    case 'whole':
      return new Int64();
    case 'day':
      return new DateDay();
    case 'instant':
      return new TimestampMicrosecond();
    case 'flag':
      return new Bool();
    case 'text':
      return new Utf8();
    case 'list':
      return new List(new Field('item', arrowType(type.slice(0, -2)), true));
  }
}

function arrowData(type: string, column: VectorColumn): Data {
  const common = { length: column.rows, nullCount: column.nulls, nullBitmap: column.validity ?? undefined };
  switch (column.kind) {
    case 'real':
      return makeData({ type: new Float64(), ...common, data: column.values });
    case 'whole':
      return makeData({ type: new Int64(), ...common, data: column.values });
    case 'day':
      return makeData({ type: new DateDay(), ...common, data: column.values });
    case 'instant':
      return makeData({ type: new TimestampMicrosecond(), ...common, data: column.values });
    case 'flag':
      return makeData({ type: new Bool(), ...common, data: column.bits });
    case 'text':
      return makeData({ type: new Utf8(), ...common, valueOffsets: column.offsets, data: column.bytes });
    case 'list':
      return makeData({
        type: arrowType(type) as List,
        ...common,
        valueOffsets: column.offsets,
        child: arrowData(type.slice(0, -2), column.child),
      });
  }
}
