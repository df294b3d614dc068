"""Draws charts in a process of its own: a specification in JSON a line in, the drawing as a JSON text a line out.

The drawing engine takes half a second to start and lets nothing else run in its process meanwhile. Run as a program;
it imports nothing of ours, so that it starts at once.
"""

import json
import sys


def serve(fonts: str) -> None:
    """Draw what is asked for until nobody asks any more; a chart that cannot be drawn is answered with null."""
    import vl_convert

    vl_convert.register_font_directory(fonts)
    vl_convert.vegalite_to_svg({"mark": "bar", "data": {"values": []}})  # starts the engine
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            svg = vl_convert.vegalite_to_svg(
                asked["specification"],
                format_locale=asked["locale"],
                allowed_base_urls=[],
                show_warnings=False,
            )
        except ValueError:
            svg = None
        sys.stdout.write(f"{json.dumps(svg)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve(sys.argv[1])
