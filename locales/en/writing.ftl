# What is wrong with a text that somebody has written.
writing-too-long = The text has { $letters } characters. At most { $most } fit.
writing-control-sign = The text has a character that cannot be shown. Write that place anew.
writing-identity-number = Paragraph { $piece } holds what looks like a personal identity number. Remove it.
writing-silent-picture = The picture in paragraph { $piece } has no description. Write what it shows, for those who cannot see it.
