// Siteimprove Alfa over pages that a browser took apart. Without arguments it prints the function that takes a page apart;
// with a word it reads one page a line, {name, page, width, height, scheme}, and prints what fails, one finding a line.
import { createInterface } from "node:readline";
import { Audit, Outcome } from "@siteimprove/alfa-act";
import { Device, Display, Preference, Scripting, Viewport } from "@siteimprove/alfa-device";
import { Node } from "@siteimprove/alfa-dom";
import { Native } from "@siteimprove/alfa-dom/native";
import { Request, Response } from "@siteimprove/alfa-http";
import { Rules } from "@siteimprove/alfa-rules";
import { Page } from "@siteimprove/alfa-web";

// Level AAA, which we do not aim at: contrast of 7 to 1, lines 1.5 high everywhere, targets of 44 pixels.
const ofLevelAAA = /r(66|73|111)$/;

if (process.argv.length < 3) {
  process.stdout.write(Native.fromNode.toString());
} else {
  for await (const line of createInterface({ input: process.stdin })) {
    const { name, page, width, height, scheme } = JSON.parse(line);
    const device = Device.of(
      Device.Type.Screen,
      Viewport.of(width, height),
      Display.of(1),
      Scripting.of(true),
      [Preference.of("prefers-color-scheme", scheme)],
    );
    const document = Node.from(page, device);
    const rules = [...Rules.values()].filter((rule) => !ofLevelAAA.test(rule.uri));
    const outcomes = await Audit.of(Page.of(Request.empty(), Response.empty(), document, device), rules).evaluate();
    for (const outcome of outcomes) {
      if (!Outcome.isFailed(outcome)) continue;
      const rule = outcome.rule.uri.split("/").at(-1);
      console.log(JSON.stringify({ name, rule, target: String(outcome.target).slice(0, 200) }));
    }
  }
}
