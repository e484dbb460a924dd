import { expect, test } from "vitest";
import { declarationAt, declarations } from "../declarations.ts";

const source = `import A
/-!
theorem not_this : 1 = 1 := rfl
-/
namespace Outer
example : True := trivial
section
/-- theorem nor_this /- nor
theorem that -/ -/
@[simp] theorem first : 1 = 1 := rfl
end
namespace Inner.Most
private theorem second {n : Nat} :
    n = n := by
  rfl

example : True := trivial
end Inner.Most

instance (n : Nat) : Inhabited Nat := ⟨n⟩

theorem third(n : Nat) : n = n := rfl
end Outer
protected def fourth : Nat := 4
`;

test("every declaration has its full name, kind and line; comments have none", () => {
  expect(declarations(source).map(({ name, kind, line }) => `${line} ${kind} ${name}`)).toEqual([
    "6 example Outer",
    "10 theorem Outer.first",
    "13 theorem Outer.Inner.Most.second",
    "17 example Outer.Inner.Most.second",
    "20 other Outer.Inner.Most.second",
    "22 theorem Outer.third",
    "24 other fourth",
  ]);
});

test("a line belongs to the declaration before it", () => {
  const all = declarations(source);
  const at = (line: number): string | undefined => declarationAt(all, line)?.name;
  expect(at(5)).toBeUndefined();
  expect(at(12)).toBe("Outer.first");
  expect([13, 14, 15].map(at)).toEqual(Array(3).fill("Outer.Inner.Most.second"));
  expect(declarationAt(all, 17)?.kind).toBe("example");
});
