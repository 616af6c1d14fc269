import { sha256 } from "../files.ts";
import { cellKey } from "../study/study.ts";
import {
  cellSumsSql,
  distinctItemsSql,
  equalMassBinsSql,
  itemsOverSeedsSql,
  type NumberedCell,
} from "./aggregation-sql.ts";
import { byCellIds, type CellAggregate, mergedCell } from "./cell-aggregate.ts";
import type { Engine, ItemSource } from "./engine.ts";
import { itemRowsSql, type RowsSource } from "./item-rows-sql.ts";
import { type KeptResults, keptResults } from "./kept-results.ts";
import type { ItemsOverSeeds, LevelIds } from "./level-variance.ts";
import { type ItemMap, itemMapKey } from "./mapped-source.ts";
import { numberedCell } from "./numbered-cells.ts";
import { rankedCells } from "./ranked-cells.ts";
import { refuseRepeatedItems } from "./refuse-repeated-items.ts";
import { rowsSource } from "./rows-source.ts";
import { someAtOnce } from "./some-at-once.ts";
import { sourceCells } from "./source-cells.ts";

/** A level with the cells of its seeds. */
export interface AggregatedLevel extends LevelIds {
  /** ascending by seed */
  readonly cells: readonly CellAggregate[];
  /** null for one seed: then its cell says all */
  readonly crossed: ItemsOverSeeds | null;
}

/** All that is known of all items: cells at once, levels when they are asked for. */
export interface Aggregated {
  /** sorted by benchmark, scale, stage, mixture, seed */
  readonly cells: readonly CellAggregate[];
  readonly levels: () => Promise<readonly AggregatedLevel[]>;
  /** the sources of each cell as the user would type them, by `cellKey` */
  readonly shown: ReadonlyMap<string, string>;
  readonly counts: KeptResults["counts"];
}

export interface AggregateRequest {
  readonly engine: Engine;
  readonly sources: readonly ItemSource[];
  /** null where columns and ids are ours */
  readonly map: ItemMap | null;
  /** where results of files are kept */
  readonly folder: string;
  readonly step?: (doing: string) => void;
}

/**
 * Aggregates items: each source by itself, kept by the hash of its bytes; then the cells that several sources share and the levels
 * of several seeds, kept by the hashes of all sources they need. A source that is new is the only one to be read again, but for
 * other seeds of its levels and other parts of its cells.
 *
 * @throws {FaultError} with what is wrong with the first source that has anything wrong
 */
export async function aggregateItems({
  engine,
  sources,
  map,
  folder,
  step = () => {},
}: AggregateRequest): Promise<Aggregated> {
  const kept = keptResults(folder, `${version(engine)}${map === null ? "" : itemMapKey(map)}`);
  const readers = new Map<ItemSource, Promise<RowsSource>>();
  const readerOf = (source: ItemSource) => {
    const known = readers.get(source) ?? rowsSource(engine, source, map);
    readers.set(source, known);
    return known;
  };
  const get = <Result>(what: string, of: readonly ItemSource[], make: () => Promise<Result>): Promise<Result> => {
    const hashes = of.map((source) => source.sha256);
    return hashes.includes(null) ? make() : kept.get([what, ...hashes.toSorted()].join("\n"), make);
  };

  const cells = new Map<string, { cell: CellAggregate; sources: ItemSource[] }>();
  const atOnce = await engine.share(sources.map(({ bytes }) => bytes));
  const cellsOf = await someAtOnce(sources, atOnce, (source, place) => {
    step(`${place + 1} of ${sources.length}: ${source.shown}`);
    return get(`cells ${source.kind}`, [source], async () => sourceCells(engine, source, await readerOf(source)));
  });
  for (const [place, source] of sources.entries())
    for (const cell of cellsOf[place]!) {
      const known = cells.get(cellKey(cell));
      if (known === undefined) cells.set(cellKey(cell), { cell, sources: [source] });
      else {
        known.cell = mergedCell([known.cell, cell]);
        known.sources.push(source);
      }
    }

  const rowsOf = async (of: readonly ItemSource[]) => {
    const all = await Promise.all(of.map(readerOf));
    const isItemText = new Set(all.map(({ kinds }) => kinds.get("item"))).size > 1;
    return all.map((own) => itemRowsSql({ ...own, isItemText })).join("\nUNION ALL\n");
  };
  for (const [of, split] of groups([...cells.values()].filter((each) => each.sources.length > 1))) {
    step(`cells that ${of.length} sources share`);
    const own = split.map(({ cell }) => cell).sort(byCellIds);
    const ranked = await get(keyOf("split", own), of, async () => {
      const rows = await rowsOf(of);
      await refuseRepeatedItems(engine, of.map(({ shown }) => shown).join(", "), rows, own);
      return [
        ...(await rankedCells(
          engine,
          rows,
          own.filter((cell) => cell.confidences === cell.n),
        )),
      ];
    });
    const found = new Map(ranked);
    for (const each of split) each.cell = { ...each.cell, ranked: found.get(cellKey(each.cell)) ?? null };
  }

  const levels = new Map<string, { ids: LevelIds; cells: CellAggregate[]; sources: ItemSource[] }>();
  for (const { cell, sources: of } of [...cells.values()].sort((a, b) => byCellIds(a.cell, b.cell))) {
    const { mixture, scale, stage, benchmark } = cell;
    const key = [benchmark, scale, stage, mixture].join("/");
    const level = levels.get(key) ?? { ids: { mixture, scale, stage, benchmark }, cells: [], sources: [] };
    levels.set(key, level);
    level.cells.push(cell);
    level.sources = [...new Set([...level.sources, ...of])];
  }
  const overSeeds = async (): Promise<readonly AggregatedLevel[]> => {
    const crossed = new Map<unknown, ItemsOverSeeds>();
    const severalSeeds = groups([...levels.values()].filter((level) => level.cells.length > 1));
    const bytesOf = (of: readonly ItemSource[]) =>
      of.reduce<number | null>((sum, { bytes }) => (sum === null || bytes === null ? null : sum + bytes), 0);
    const levelsAtOnce = await engine.share(severalSeeds.map(([of]) => bytesOf(of)));
    await someAtOnce(severalSeeds, levelsAtOnce, async ([of, own]) => {
      step(`${own.length} levels over their seeds`);
      const seeds = own.flatMap((level) => level.cells);
      const make = async () => {
        const rows = await rowsOf(of);
        const found: (readonly [number, ItemsOverSeeds])[] = [];
        for (const list of listsOf(own, engine.largestList))
          for (const row of await engine.rows(itemsOverSeedsSql(rows, list, engine.dialect))) found.push(itemsOf(row));
        return found;
      };
      for (const [place, sums] of await get(keyOf("levels", seeds), of, make)) {
        const level = own[place]!;
        const hasConfidence = level.cells.every((cell) => cell.confidences === cell.n);
        crossed.set(level, hasConfidence ? sums : { ...sums, confidence: null });
      }
    });
    return [...levels.values()].map((level) => ({
      ...level.ids,
      cells: level.cells,
      crossed: crossed.get(level) ?? null,
    }));
  };
  return {
    cells: [...cells.values()].map(({ cell }) => cell).sort(byCellIds),
    levels: overSeeds,
    shown: new Map([...cells].map(([key, { sources: of }]) => [key, of.map(({ shown }) => shown).join(", ")])),
    counts: kept.counts,
  };
}

/** Results depend on the text of the queries and on the engine’s way of reading. */
function version(engine: Engine): string {
  const texts = [cellSumsSql, distinctItemsSql, (rows: string) => equalMassBinsSql(rows, [], engine.dialect)];
  const kinds = (["text", "integer", "real", "double", "boolean"] as const).map((kind) =>
    itemRowsSql({
      from: "items",
      kinds: new Map(["item", "seed", "correct", "confidence", "correct_prob"].map((name) => [name, kind])),
      isTrimmed: kind === "text",
      isItemText: false,
    }),
  );
  const levels = itemsOverSeedsSql("items", [], engine.dialect);
  return sha256([engine.name, ...kinds, ...texts.map((text) => text("items", engine.dialect)), levels].join("\n"));
}

function keyOf(what: string, cells: readonly CellAggregate[]): string {
  return `${what} ${sha256(cells.map(cellKey).join("\n"))}`;
}

/** By the sources that they need. */
function groups<Own extends { readonly sources: readonly ItemSource[] }>(
  all: readonly Own[],
): readonly (readonly [readonly ItemSource[], readonly Own[]])[] {
  const bySources = new Map<string, [ItemSource[], Own[]]>();
  for (const own of all) {
    const of = own.sources.toSorted((a, b) => (a.shown < b.shown ? -1 : 1));
    const key = of.map(({ shown }) => shown).join("\n");
    const group = bySources.get(key) ?? [of, []];
    bySources.set(key, group);
    group[1].push(own);
  }
  return [...bySources.values()];
}

/** Lists of cells that a query can name; a level is never cut in two. */
function listsOf(levels: readonly { readonly cells: readonly CellAggregate[] }[], largest: number): NumberedCell[][] {
  const lists: NumberedCell[][] = [];
  for (const [place, { cells }] of levels.entries()) {
    if (lists.length === 0 || lists.at(-1)!.length + cells.length > largest) lists.push([]);
    lists.at(-1)!.push(...cells.map((cell) => numberedCell(cell, place, 0)));
  }
  return lists;
}

function itemsOf(row: readonly (string | null)[]): readonly [number, ItemsOverSeeds] {
  const [place, items, fewest, most] = row.slice(0, 4).map(Number) as [number, number, number, number];
  const [t, t2, r, r2] = row.slice(4).map((field) => BigInt(field!)) as [bigint, bigint, bigint, bigint];
  return [place, { items, fewest, most, correct: { total: t, squares: t2 }, confidence: { total: r, squares: r2 } }];
}
