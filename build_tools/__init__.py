"""Policy archive (政策档案库): YAML records to Markdown pages to a published site.

The flow, one direction, small frozen types between the steps::

    content/**/*.yml --load--> RawRecord --validate--> Record --link--> Archive
        --render--> Page --write--> build/docs --publish--> build/site

Every step is a module with one public verb.  Everything is read, then everything
is checked, then everything is written.  ``pipeline`` is the spine that calls the
steps in order; only ``console`` prints and only ``cli`` exits.

A build keeps what the next one needs (``kept``): after a few notices changed, only what they
change is read, linked and rendered, with the same result.

Beside the pages ``downloads`` makes data files of the archive; ``sheets`` takes releases
of figures out to a spreadsheet and back into the YAML.
"""

import os

# pydantic looks for plugins in all installed packages at each start; none shall change what a build gives.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
