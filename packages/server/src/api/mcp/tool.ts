import type { ToolAnnotations } from '@modelcontextprotocol/server'
import type { z } from 'zod'
import type { RequestCtx } from '../house.ts'
import type { ChartPreviews } from './chart-previews.ts'

/** The context of one call. */
export type McpCtx = RequestCtx & { previews: ChartPreviews }

/** A tool as data. Names and schemas are what agents' prompts are written against: they change by addition only. */
export type Tool<Input extends z.ZodType, Output extends z.ZodType> = {
  name: string
  title: string
  /** What it answers and when to call it, in a sentence or two: every agent reads all of them. */
  description: string
  input: Input
  output: Output
  annotations: ToolAnnotations
  run(ctx: McpCtx, input: z.output<Input>): Promise<z.output<Output>>
  /** The answer for clients that read no structured content; JSON when absent. */
  text?(output: z.output<Output>): string
}

/** Any tool: what it takes and answers is checked where it is written. */
// oxlint-disable-next-line typescript/no-explicit-any -- a list of tools holds runs of different inputs
export type AnyTool = Tool<any, any>

/** Declares a tool; only there so that its types are inferred. */
export const tool = <Input extends z.ZodType, Output extends z.ZodType>(definition: Tool<Input, Output>): AnyTool => definition

/** Of tools that look and change nothing. */
export const reads: ToolAnnotations = { readOnlyHint: true, openWorldHint: false }
