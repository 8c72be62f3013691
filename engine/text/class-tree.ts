/** Classes with the groups above them: an industry below its sector, a link below its chain. */

/** `path`: the groups above the class, nearest first; classes that share a group learn from each other. */
export type ClassNode = { id: string; path: readonly string[] };

/** Numbered columns of a model: first the classes, then every group. */
export class ClassTree {
  readonly ids: readonly string[];
  /** Classes. */
  readonly size: number;
  /** Classes and groups. */
  readonly columns: number;
  /** Column numbers of the groups above each class. */
  readonly above: readonly Int32Array[];

  constructor(nodes: readonly ClassNode[]) {
    this.ids = nodes.map((node) => node.id);
    this.size = nodes.length;
    const groups = new Map<string, number>();
    const column = (level: number, name: string) => {
      const key = `${level} ${name}`;
      const known = groups.get(key);
      if (known !== undefined) return known;
      groups.set(key, nodes.length + groups.size);
      return nodes.length + groups.size - 1;
    };
    this.above = nodes.map((node) => Int32Array.from(node.path, (name, level) => column(level, name)));
    this.columns = nodes.length + groups.size;
  }
}
