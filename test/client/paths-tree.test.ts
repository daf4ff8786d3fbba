import { describe, expect, test } from "vitest";
import { type PathNode, PathsTree } from "../../client/src/paths-tree.ts";

interface StationNode {
  readonly kind: "station";
  readonly title: string;
}

/** A tree of paths and the titles of their stations, with all that it asks and reports. */
function treeOf(library: Record<string, string[]>) {
  const log: string[] = [];
  const tree = new PathsTree<StationNode>(
    async (above) => {
      log.push(`ask ${nameOf(above)}`);
      if (above?.kind === "station") return [];
      if (above) return stationsOf(library[above.path.file]!);
      return Object.entries(library).map(([file, stations]) => pathOf(file, stations.length));
    },
    (above) => log.push(`changed ${nameOf(above)}`),
  );
  /** What the tree shows, with everything opened that `opened` names. */
  const shown = async (...opened: string[]): Promise<string> => {
    const lines: string[] = [];
    for (const node of await tree.getChildren()) {
      lines.push(nameOf(node));
      if (!opened.includes(nameOf(node))) continue;
      for (const below of await tree.getChildren(node)) lines.push(`  ${nameOf(below)}`);
    }
    return lines.join("\n");
  };
  return { tree, log, shown, take: () => log.splice(0).join(", ") };
}

function pathOf(file: string, stations: number): PathNode {
  return { kind: "path", path: { file, title: file, stations, verified: false } };
}

function stationsOf(titles: readonly string[]): readonly StationNode[] {
  return titles.map((title) => ({ kind: "station", title }));
}

function nameOf(node: PathNode | StationNode | undefined): string {
  if (!node) return "all";
  return node.kind === "path" ? node.path.file : node.title;
}

const everything = { list: true, verified: false };

describe("the tree of paths", () => {
  test("asks for nothing before it is told of paths", async () => {
    const { tree, shown, take } = treeOf({ water: ["Rain"], air: ["Wind"] });
    expect(await shown()).toBe("");
    expect(take()).toBe("");
    tree.tell(everything);
    expect(take()).toBe("changed all");
  });

  test("asks for what is opened, once", async () => {
    const { tree, shown, take } = treeOf({ water: ["Rain", "Rivers"], air: ["Wind"] });
    tree.tell(everything);
    expect(await shown("water")).toBe("water\n  Rain\n  Rivers\nair");
    expect(await shown("water")).toBe("water\n  Rain\n  Rivers\nair");
    expect(take()).toBe("changed all, ask all, ask water");
  });

  test("asks again for what was shown and may have changed, and reports what has", async () => {
    const library = { water: ["Rain"], air: ["Wind"], fire: ["Smoke"] };
    const { tree, shown, take } = treeOf(library);
    tree.tell(everything);
    await shown("water", "air");
    take();
    tree.tell({ list: false, paths: ["water", "fire"], verified: false });
    tree.tell({ list: false, paths: ["water"], verified: false });
    await tree.refresh();
    expect(take()).toBe("ask water");
    library.water = ["Snow"];
    library.air = ["Storm"];
    tree.tell({ list: false, paths: ["water"], verified: false });
    await tree.refresh();
    expect(take()).toBe("ask water, changed water");
    tree.tell({ list: true, verified: false });
    await tree.refresh();
    expect(take()).toBe("ask all, ask water, ask air, changed air");
    expect(await shown("water", "air")).toBe("water\n  Snow\nair\n  Storm\nfire");
  });

  test("keeps nodes that stay as they were, with what is below them", async () => {
    const library: Record<string, string[]> = { water: ["Rain"], air: ["Wind"] };
    const { tree, shown, take } = treeOf(library);
    tree.tell(everything);
    await shown("water");
    const [before] = await tree.paths();
    library.fire = ["Smoke"];
    take();
    tree.tell({ list: true, paths: [], verified: false });
    await tree.refresh();
    expect(take()).toBe("ask all, changed all");
    expect((await tree.paths())[0]).toBe(before);
    expect(await shown("water")).toBe("water\n  Rain\nair\nfire");
    expect(take()).toBe("");
  });

  test("has the stations of a path that stands alone at its top", async () => {
    const library: Record<string, string[]> = { water: ["Rain"] };
    const { tree, shown, take } = treeOf(library);
    tree.tell(everything);
    expect(await shown()).toBe("Rain");
    const [path] = await tree.paths();
    const [rain] = await tree.below(path!);
    expect(tree.getParent(rain!)).toBeUndefined();
    take();
    library.water = ["Snow"];
    tree.tell({ list: false, paths: ["water"], verified: false });
    await tree.refresh();
    expect(take()).toBe("ask water, changed all");
    library.air = ["Wind"];
    tree.tell({ list: true, paths: [], verified: false });
    await tree.refresh();
    expect(await shown()).toBe("water\nair");
    expect(nameOf(tree.getParent((await tree.below((await tree.paths())[0]!))[0]!))).toBe("water");
  });

  test("keeps what it shows where the server can't be asked, and asks again when it is told", async () => {
    let fails = true;
    const tree = new PathsTree<StationNode>(
      async () => (fails ? Promise.reject(new Error("gone")) : [pathOf("water", 1), pathOf("air", 1)]),
      () => {},
    );
    tree.tell(everything);
    expect(await tree.getChildren()).toEqual([]);
    fails = false;
    tree.tell(everything);
    await tree.refresh();
    expect(await tree.getChildren()).toHaveLength(2);
    fails = true;
    tree.tell(everything);
    await tree.refresh();
    expect(await tree.getChildren()).toHaveLength(2);
  });
});
