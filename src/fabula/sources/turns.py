"""placeholder"""
def split(page): pass
