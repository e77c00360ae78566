"""Files that other programs export, read without retyping.

1. `file`: the bytes as what they are (text, sheets, XML, JSON), within limits
2. `formats`: which reader recognises the file by its content
3. the reader, one module a format: `Found`, everything the file says, nothing interpreted
4. `matching`: whose rows these are (party and contract), every match that is not exact shown
5. `importing`: what is new, as rows of the canonical lists
"""
