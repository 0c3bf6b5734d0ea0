import type { ValueExpression } from "../model/condition.ts";
import type { FieldType } from "../model/source.ts";

/** A value expression with the type of what it gives. */
export interface Typed {
  readonly expression: ValueExpression;
  readonly type: FieldType;
}
