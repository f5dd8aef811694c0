#!/usr/bin/env node
import { startProgram } from "./start-program.ts";

await startProgram("agent");
